/** The drawing of the timeline, and the same as a table. */

import { axisBottom, axisLeft } from "d3-axis";
import { brushX, type D3BrushEvent } from "d3-brush";
import { scaleLinear, scaleUtc, type ScaleTime } from "d3-scale";
import { select } from "d3-selection";
import { toggleEntity, type App } from "./app";
import { binOf, GRAINS, spread, type Grain, type Span, type Unit } from "./bins";
import { dayAt, momentOf } from "./days";
import { h, onPress, s } from "./dom";
import type { Format } from "./format";
import { widthOf } from "./measure";

const LEFT = 38;
const RIGHT = 10;
const TITLE = 26;
const UPPER = 84;
const LOWER = 130;
const BETWEEN = 52;
const LANE = 22;
const LANES = 9;
/** Dates that are tried for a place in the lanes. */
const TRIED = 80;
const LABEL = 12;

export interface Drawn {
  domain: [number, number];
  unit: Unit;
  edges: number[];
  /** Documents by day. */
  published: Map<number, number>;
  spans: Span[];
}

type Bin = { documents: number; dates: Record<Grain, number>; total: number };

function fill(drawn: Drawn): Bin[] {
  const bins = spread(drawn.edges, drawn.spans).map((dates) => ({
    documents: 0,
    dates,
    total: GRAINS.reduce((sum, grain) => sum + dates[grain], 0),
  }));
  for (const [day, count] of drawn.published) {
    const bin = bins[binOf(drawn.edges, day)];
    if (bin) bin.documents += count;
  }
  return bins;
}

/** What a bin is called. */
function period(format: Format, unit: Unit, from: number, to: number): string {
  const start = momentOf(from);
  if (unit === "day") return format.moment(start, "day");
  if (unit === "month") return format.moment(start, "month");
  if (unit === "year") return format.year(start);
  const last = momentOf(to - 1);
  if (unit === "decade" || unit === "century") return `${format.year(start)}–${format.year(last)}`;
  return format.t.to(format.moment(start, "short"), format.moment(last, "short"));
}

const whole = (value: number): number => (value > 0 && value < 1 ? 1 : Math.round(value));

/** The drawing. `zoom` is called with the days of a drag, `read` with what the pointer is over. */
export function chart(
  app: App,
  drawn: Drawn,
  width: number,
  zoom: (domain: [number, number]) => void,
  read: (text: string | undefined) => void,
): SVGSVGElement {
  const { format } = app;
  const { t } = format;
  const bins = fill(drawn);
  const x = scaleUtc([momentOf(drawn.domain[0]), momentOf(drawn.domain[1])], [LEFT, width - RIGHT]);
  const lower = TITLE + UPPER + BETWEEN;
  const bottom = lower + LOWER;
  const lanes = laneItems(app, drawn, x, width);
  const laneTop = bottom + BETWEEN;
  const laneCount = lanes.reduce((most, item) => Math.max(most, item.lane + 1), 0);
  const height = laneCount > 0 ? laneTop + laneCount * LANE + 8 : bottom + 26;
  const root = s("svg", { width, height, viewBox: `0 0 ${width} ${height}`, class: "time" });

  const high = scaleLinear([0, bins.reduce((most, bin) => Math.max(most, bin.documents), 1)], [TITLE + UPPER, TITLE]).nice(3);
  const deep = scaleLinear([0, bins.reduce((most, bin) => Math.max(most, bin.total), 1)], [bottom, lower]).nice(3);
  const clip = s("clipPath", { id: "time-clip" }, s("rect", { x: LEFT, y: 0, width: Math.max(0, width - LEFT - RIGHT), height }));
  const bars = s("g", { "clip-path": "url(#time-clip)" });
  const hover = s("rect", { class: "hover", y: TITLE - 4, height: bottom - TITLE + 4, width: 0 });
  bars.append(hover);
  bins.forEach((bin, index) => {
    const left = x(momentOf(drawn.edges[index] as number));
    const right = x(momentOf(drawn.edges[index + 1] as number));
    const bar = { x: left + 0.5, width: Math.max(1, right - left - 1) };
    if (bin.documents > 0) bars.append(s("rect", { ...bar, class: "published", y: high(bin.documents), height: high(0) - high(bin.documents) }));
    let base = 0;
    for (const grain of GRAINS) {
      const value = bin.dates[grain];
      if (value > 0) bars.append(s("rect", { ...bar, class: `grain ${grain}`, y: deep(base + value), height: deep(base) - deep(base + value) }));
      base += value;
    }
  });
  root.append(clip, title(t.timeline_documents, TITLE - 12), title(t.timeline_dates, lower - 12), bars);
  for (const [scale, base] of [[high, TITLE + UPPER], [deep, bottom]] as const) {
    const upright = s("g", { class: "axis", transform: `translate(${LEFT},0)` });
    const steps = scale.ticks(3).filter((value) => Number.isInteger(value));
    select(upright).call(axisLeft(scale).tickValues(steps).tickFormat((value) => format.number(Number(value))).tickSize(-(width - LEFT - RIGHT)).tickPadding(6));
    const flat = s("g", { class: "axis flat", transform: `translate(0,${base})` });
    select(flat).call(axisBottom<Date>(x).ticks(Math.max(3, width / 95)).tickFormat((moment) => tick(format, moment)).tickSizeOuter(0));
    root.insertBefore(upright, bars);
    root.append(flat);
  }
  brush(root, x, width, bottom, zoom);
  root.addEventListener("pointermove", (event) => {
    const [px, py] = [event.clientX - root.getBoundingClientRect().left, event.clientY - root.getBoundingClientRect().top];
    const index = py <= bottom ? binOf(drawn.edges, dayAt(x.invert(px))) : -1;
    const bin = bins[index];
    hover.setAttribute("width", "0");
    if (!bin || px < LEFT) return read(undefined);
    const [start, end] = [drawn.edges[index] as number, drawn.edges[index + 1] as number];
    hover.setAttribute("x", String(x(momentOf(start))));
    hover.setAttribute("width", String(Math.max(1, x(momentOf(end)) - x(momentOf(start)))));
    read(t.bin(period(format, drawn.unit, start, end), format.documents(bin.documents), t.dates(whole(bin.total), format.number(whole(bin.total)))));
  });
  root.addEventListener("pointerleave", () => {
    hover.setAttribute("width", "0");
    read(undefined);
  });
  if (laneCount > 0) root.append(title(t.timeline_lanes, laneTop - 14));
  for (const item of lanes) root.append(lane(app, item, laneTop));
  return root;
}

function title(text: string, y: number): SVGTextElement {
  return s("text", { class: "chart-title", x: 0, y }, text);
}

/** Years in full where a year begins, else the month, else the day. */
function tick(format: Format, moment: Date): string {
  if (moment.getUTCDate() !== 1) return format.moment(moment, "tickDay");
  return moment.getUTCMonth() === 0 ? format.year(moment) : format.moment(moment, "tickMonth");
}

/** What the shades of the lower chart mean. */
export function grains(format: Format): HTMLElement {
  return h(
    "p",
    { class: "shapes" },
    h("span", {}, `${format.t.timeline_dates} :`),
    ...GRAINS.map((grain) => h("span", {}, h("span", { class: `swatch grain ${grain}`, "aria-hidden": "true" }), format.t[`grain_${grain}`])),
  );
}

function brush(root: SVGSVGElement, x: ScaleTime<number, number>, width: number, bottom: number, zoom: (domain: [number, number]) => void): void {
  const layer = s("g", { class: "brush" });
  root.append(layer);
  const drag = brushX<unknown>()
    .extent([[LEFT, 0], [Math.max(LEFT + 1, width - RIGHT), bottom]])
    .on("end", (event: D3BrushEvent<unknown>) => {
      const range = event.selection as [number, number] | null;
      if (!range || !event.sourceEvent) return;
      if (range[1] - range[0] > 4) zoom([dayAt(x.invert(range[0])), dayAt(x.invert(range[1]))]);
      else select(layer).call(drag.move, null);
    });
  select(layer).call(drag);
}

interface LaneItem {
  span: Span;
  lane: number;
  left: number;
  right: number;
  name: string;
  /** Whether the name stands before the bar. */
  before: boolean;
}

/** The dates most named that find a place, each with its name beside it. */
function laneItems(app: App, drawn: Drawn, x: ScaleTime<number, number>, width: number): LaneItem[] {
  const shown = drawn.spans
    .filter((span) => span.to > drawn.domain[0] && span.from < drawn.domain[1])
    .sort((a, b) => b.weight - a.weight || a.from - b.from)
    .slice(0, TRIED);
  const ends: [number, number][][] = Array.from({ length: LANES }, () => []);
  const items: LaneItem[] = [];
  for (const span of shown) {
    const left = Math.max(LEFT, x(momentOf(span.from)));
    const right = Math.max(left + 4, Math.min(width - RIGHT, x(momentOf(span.to))));
    const name = `${app.format.entity(app.corpus.entity(span.entity))} · ${app.format.number(span.weight)}`;
    const room = widthOf(name, LABEL, chosen(app, span) ? 700 : 400) + 10;
    const before = right + room > width;
    const [start, end] = before ? [left - room, right + 6] : [left, right + room];
    if (start < 0) continue;
    const lane = ends.findIndex((taken) => taken.every(([from, to]) => end < from || start > to));
    if (lane < 0) continue;
    ends[lane]?.push([start, end]);
    items.push({ span, lane, left, right, name, before });
  }
  return items;
}

const chosen = (app: App, span: Span): boolean => app.store.state.entities.includes(span.entity);

function lane(app: App, item: LaneItem, top: number): SVGGElement {
  const y = top + item.lane * LANE;
  const act = (): void => toggleEntity(app, item.span.entity);
  return s(
    "g",
    {
      class: `lane${chosen(app, item.span) ? " chosen" : ""}`,
      role: "button",
      tabindex: 0,
      "data-focus": `lane-${item.span.entity}`,
      "aria-pressed": String(chosen(app, item.span)),
      "aria-label": app.format.t.filterBy(item.name),
      onclick: act,
      onkeydown: onPress(act),
    },
    s("rect", { class: `grain ${item.span.grain}`, x: item.left, y: y + 3, width: item.right - item.left, height: 9, rx: 2 }),
    s("text", { x: item.before ? item.left - 6 : item.right + 6, y: y + 12, "text-anchor": item.before ? "end" : "start" }, item.name),
  );
}

/** The bins that hold something, as a table. */
export function binTable(app: App, drawn: Drawn): HTMLElement {
  const { format } = app;
  const { t } = format;
  const rows = fill(drawn).map((bin, index) => {
    if (bin.documents === 0 && bin.total === 0) return null;
    const name = period(format, drawn.unit, drawn.edges[index] as number, drawn.edges[index + 1] as number);
    return h("tr", {}, h("th", { scope: "row" }, name), h("td", { class: "n" }, format.number(bin.documents)), h("td", { class: "n" }, format.number(whole(bin.total))));
  });
  const column = (text: string, number: boolean): HTMLElement => h("th", { scope: "col", class: number && "n" }, text);
  return h(
    "table",
    {},
    h("thead", {}, h("tr", {}, column(t.period, false), column(t.timeline_documents, true), column(t.timeline_dates, true))),
    h("tbody", {}, ...rows),
  );
}

/** The timeline: when documents appeared, and of when they speak. */

import type { App, View } from "./app";
import { edges, grainOf, middle, type Span } from "./bins";
import { dated } from "./corpus";
import { dateOf, dayOf } from "./days";
import type { Doc } from "./data";
import { button, h } from "./dom";
import { binTable, chart, grains, type Drawn } from "./timechart";

/** Days of the narrowest view. */
const NARROWEST = 10;
/** Days beyond what a calendar control and `Intl` write well. */
const FURTHEST = 3_000_000;
/** The share of named dates at either end that the first view leaves out. */
const OUTLIERS = 0.06;
/** Days beyond the documents' own time that are near it, at least. */
const NEAR = 200;

type Domain = [number, number];

export function timeline(app: App): View {
  const { format, store, data } = app;
  const { t } = format;
  const place = h("div", { class: "chart" });
  const readout = h("p", { class: "readout" }, t.timeline_help);
  const shades = grains(format);
  const note = h("p", { class: "note" });
  const none = h("p", { class: "nothing" }, t.timeline_none);
  const from = h("input", { type: "date", "aria-label": `${t.period} : ${t.from}`, onchange: () => typed() });
  const to = h("input", { type: "date", "aria-label": `${t.period} : ${t.until_day}`, onchange: () => typed() });
  const table = h("details", { class: "as-text", ontoggle: () => draw() }, h("summary", {}, t.timeline_text));
  const tableBody = h("div", { class: "scroll" });
  table.append(tableBody);
  let domain: Domain | undefined;
  let published: Map<number, number> = new Map();
  let spans: Span[] = [];
  let width = 0;

  const scale = (factor: number): void => {
    if (!domain) return;
    const [centre, half] = [(domain[0] + domain[1]) / 2, ((domain[1] - domain[0]) / 2) * factor];
    zoom([centre - half, centre + half]);
  };
  const move = (by: number): void => {
    if (!domain) return;
    const step = (domain[1] - domain[0]) * by;
    zoom([domain[0] + step, domain[1] + step]);
  };
  const icon = (sign: string, name: string, act: () => void): HTMLElement =>
    button(sign, act, { class: "icon", "aria-label": name, title: name });
  const controls = h(
    "div",
    { class: "controls" },
    h("div", { class: "group" }, icon("←", t.earlier, () => move(-0.5)), icon("→", t.later, () => move(0.5)), icon("+", t.zoomIn, () => scale(0.5)), icon("−", t.zoomOut, () => scale(2))),
    h("div", { class: "group" }, button(t.zoomDocuments, () => zoom(first()), { class: "quiet" }), button(t.zoomAll, () => zoom(everything()), { class: "quiet" })),
    h("div", { class: "group period" }, h("span", {}, t.from), from, h("span", {}, t.until_day), to),
    data.kind !== "overview" && button(t.keepPeriod, () => keep(), { class: "quiet" }),
  );
  const element = h(
    "section",
    { class: "timeline" },
    h("p", { class: "intro" }, t.timeline_lead),
    controls,
    readout,
    place,
    shades,
    note,
    table,
    none,
  );
  new ResizeObserver(() => {
    const now = place.clientWidth;
    if (now > 0 && now !== width) draw();
  }).observe(place);

  function everything(): Domain | undefined {
    const days = [...published.keys()];
    const starts = [...days, ...spans.map((span) => span.from)];
    const ends = [...days.map((day) => day + 1), ...spans.map((span) => span.to)];
    if (starts.length === 0) return undefined;
    return [starts.reduce((a, b) => Math.min(a, b)), ends.reduce((a, b) => Math.max(a, b))];
  }

  /** The documents' own time, and before and after it nearly all of the dates that they name, where these are near. */
  function first(): Domain | undefined {
    const days = [...published.keys()];
    const most = middle(spans, OUTLIERS);
    if (days.length === 0) return most;
    const [least, last] = [days.reduce((a, b) => Math.min(a, b)), days.reduce((a, b) => Math.max(a, b)) + 1];
    if (!most) return [least, last];
    const near = Math.max(last - least, NEAR);
    return [Math.min(least, Math.max(most[0], least - near)), Math.max(last, Math.min(most[1], last + near))];
  }

  function zoom(wanted: Domain | undefined): void {
    if (!wanted) return;
    let [start, end] = wanted.map((day) => Math.max(-FURTHEST, Math.min(FURTHEST, day))) as Domain;
    if (end - start < NARROWEST) {
      const centre = (start + end) / 2;
      [start, end] = [centre - NARROWEST / 2, centre + NARROWEST / 2];
    }
    domain = [Math.floor(start), Math.ceil(end)];
    draw();
  }

  function typed(): void {
    const [start, end] = [dayOf(from.value), dayOf(to.value)];
    if (start !== undefined && end !== undefined && start <= end) zoom([start, end + 1]);
  }

  function keep(): void {
    if (domain) store.set({ from: dateOf(domain[0]), to: dateOf(domain[1] - 1) }, true);
  }

  function draw(): void {
    width = place.clientWidth;
    none.hidden = domain !== undefined;
    for (const part of [place, controls, readout, shades, table]) part.hidden = domain === undefined;
    if (!domain || width === 0) return;
    from.value = dateOf(domain[0]);
    to.value = dateOf(domain[1] - 1);
    const drawn: Drawn = { domain, published, spans, ...edges(domain[0], domain[1], Math.max(20, width / 9)) };
    place.replaceChildren(chart(app, drawn, width, zoom, (text) => (readout.textContent = text ?? t.timeline_help)));
    tableBody.replaceChildren(...(table.open ? [binTable(app, drawn)] : []));
  }

  function update(): void {
    const shown = app.selection();
    published = publishedOn(app);
    spans = store.state.off.includes("DATE") ? [] : named(app);
    const undated = data.kind === "overview" ? 0 : shown.documents.filter((index) => dayOf(dated(data.documents[index] as Doc)) === undefined).length;
    note.textContent = undated > 0 ? t.timeline_undated(format.documents(undated)) : "";
    if (!everything()) domain = undefined;
    else domain ??= widened(first());
    draw();
  }

  function widened(wanted: Domain | undefined): Domain | undefined {
    if (!wanted) return undefined;
    const edge = Math.max(2, (wanted[1] - wanted[0]) * 0.02, (NARROWEST - (wanted[1] - wanted[0])) / 2);
    return [Math.floor(wanted[0] - edge), Math.ceil(wanted[1] + edge)];
  }

  return { element, update };
}

/** How many of the selected documents each day has. */
function publishedOn(app: App): Map<number, number> {
  const days = new Map<number, number>();
  const add = (date: string | undefined, count: number): void => {
    const day = dayOf(date);
    if (day !== undefined) days.set(day, (days.get(day) ?? 0) + count);
  };
  if (app.data.overview) for (const [date, count] of app.data.overview.days) add(date, count);
  else for (const index of app.selection().documents) add(dated(app.data.documents[index] as Doc), 1);
  return days;
}

/** The dates that the selected documents name. */
function named(app: App): Span[] {
  const spans: Span[] = [];
  for (const count of app.selection().counts.DATE) {
    const entity = app.corpus.entity(count.entity);
    const [first, last] = [dayOf(entity.earliest ?? entity.latest), dayOf(entity.latest ?? entity.earliest)];
    if (first === undefined || last === undefined || last < first) continue;
    const length = last + 1 - first;
    spans.push({ entity: count.entity, from: first, to: last + 1, weight: count.mentions, grain: grainOf(entity.grain, length) });
  }
  return spans;
}

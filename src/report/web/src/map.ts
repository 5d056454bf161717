/** The map: countries shaded by how often they are named, and the same as a table. */

import { geoEqualEarth, geoPath, type GeoPermissibleObjects } from "d3-geo";
import { select } from "d3-selection";
import { zoom, zoomIdentity, type D3ZoomEvent } from "d3-zoom";
import type { Feature } from "geojson";
import { feature } from "topojson-client";
import world from "world:shapes";
import { toggleEntity, type App, type View } from "./app";
import { leaveCard, showCard } from "./card";
import type { Count } from "./corpus";
import { button, h, onPress, s } from "./dom";
import { classes, classOf } from "./shades";

const WIDTH = 960;
const HEIGHT = 450;
const DOT = 3.2;
const DEEPEST = 12;
/** Rows of the table at first. */
const FEW = 15;

interface Shape {
  code: string;
  /** Its outline, or the middle of a country too small for one. */
  at: string | [number, number];
}

let drawn: { land: string; shapes: Shape[] } | undefined;

/** Every country's path; worked out once. */
function shapes(): NonNullable<typeof drawn> {
  if (drawn) return drawn;
  const projection = geoEqualEarth().rotate([-11, 0]).fitExtent([[0, 6], [WIDTH, HEIGHT - 6]], feature(world, world.objects.countries));
  const path = geoPath(projection).digits(1);
  const all = feature(world, world.objects.countries).features as Feature[];
  const draw = (shape: GeoPermissibleObjects): string => path(shape) ?? "";
  const outlines = all.filter((shape) => shape.id !== undefined).map((shape) => ({ code: String(shape.id), at: draw(shape) }));
  const dots = Object.entries(world.dots).map(([code, place]) => ({ code, at: projection(place) ?? place }));
  drawn = {
    land: all.filter((shape) => shape.id === undefined).map(draw).join(""),
    shapes: [...outlines, ...dots],
  };
  return drawn;
}

export function map(app: App): View {
  const { format } = app;
  const { t } = format;
  const layer = s("g");
  const root = s("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": t.map_label, class: "world" }, layer);
  const scale = h("div", { class: "scale" });
  const body = h("tbody");
  const more = button("", () => {
    all = !all;
    update();
  }, { class: "quiet" });
  const none = h("p", { class: "nothing" }, t.map_none);
  let all = false;

  const zooming = zoom<SVGSVGElement, unknown>()
    .scaleExtent([1, DEEPEST])
    .translateExtent([[0, 0], [WIDTH, HEIGHT]])
    // The wheel alone scrolls the page.
    .filter((event: MouseEvent & TouchEvent) => (event.type === "wheel" ? event.ctrlKey : event.type !== "touchstart" || event.touches.length > 1))
    .on("zoom", (event: D3ZoomEvent<SVGSVGElement, unknown>) => {
      layer.setAttribute("transform", event.transform.toString());
      layer.style.setProperty("--zoom", String(event.transform.k));
    });
  const drawing = select(root).call(zooming).on("dblclick.zoom", null);
  const icon = (sign: string, name: string, act: () => void): HTMLElement =>
    button(sign, act, { class: "icon", "aria-label": name, title: name });
  const controls = h(
    "div",
    { class: "controls over" },
    icon("+", t.zoomIn, () => drawing.call(zooming.scaleBy, 1.7)),
    icon("−", t.zoomOut, () => drawing.call(zooming.scaleBy, 1 / 1.7)),
    button(t.resetZoom, () => drawing.call(zooming.transform, zoomIdentity), { class: "quiet" }),
  );
  const table = h(
    "div",
    { class: "beside" },
    h(
      "table",
      { "aria-label": t.map_table },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t.country), h("th", { scope: "col", class: "n" }, t.col_mentions), h("th", { scope: "col", class: "n" }, t.col_documents))),
      body,
    ),
    h("p", { class: "more" }, more),
  );
  const element = h(
    "section",
    { class: "map" },
    h("h2", {}, t.map_title),
    h("p", { class: "intro" }, t.map_lead),
    h(
      "div",
      { class: "split" },
      h("div", { class: "chart" }, root, h("div", { class: "map-foot" }, scale, controls), h("p", { class: "note credit" }, t.map_credit)),
      table,
    ),
    none,
  );

  function update(): void {
    const off = app.store.state.off.includes("COUNTRY");
    const counts = off ? [] : [...app.selection().counts.COUNTRY].sort((a, b) => b.mentions - a.mentions || b.documents - a.documents);
    // Territories of a state are places, and have codes of their own.
    const territories = app.store.state.off.includes("LOC") ? [] : app.selection().counts.LOC;
    const byCode = new Map<string, Count>();
    for (const count of [...territories, ...counts]) {
      const key = app.corpus.entity(count.entity).key;
      if (key !== undefined && /^[A-Z]{2}$/.test(key)) byCode.set(key, count);
    }
    none.hidden = byCode.size > 0 || counts.length > 0;
    table.hidden = counts.length === 0;
    const mentions = [...byCode.values()].map((count) => count.mentions);
    const most = mentions.reduce((top, count) => Math.max(top, count), 0);
    const bounds = classes(mentions);
    draw(byCode, bounds);
    scale.replaceChildren(...legend(app, bounds, most));
    body.replaceChildren(...(all ? counts : counts.slice(0, FEW)).map((count) => row(app, count, shapes().shapes)));
    more.hidden = counts.length <= FEW;
    more.textContent = all ? t.showLess : t.showAll(format.number(counts.length));
  }

  function draw(byCode: Map<string, Count>, bounds: number[]): void {
    const { shapes: countries, land } = shapes();
    const named: SVGElement[] = [];
    const dots: SVGElement[] = [];
    const blank: SVGElement[] = [s("path", { class: "land", d: land })];
    const order = [...countries].sort((a, b) => (byCode.get(b.code)?.mentions ?? 0) - (byCode.get(a.code)?.mentions ?? 0));
    for (const shape of order) {
      const count = byCode.get(shape.code);
      if (!count) {
        if (typeof shape.at === "string") blank.push(s("path", { class: "land", d: shape.at }, s("title", {}, format.region(shape.code))));
        continue;
      }
      const outlined = typeof shape.at === "string";
      const mark = typeof shape.at === "string" ? s("path", { d: shape.at }) : s("circle", { cx: shape.at[0], cy: shape.at[1], r: DOT });
      (outlined ? named : dots).push(country(app, mark, shape.code, count, bounds));
    }
    layer.replaceChildren(...blank, ...named, ...dots);
  }

  return { element, update };
}

/** A country that texts name: shaded, reached by Tab, and a filter. */
function country(app: App, mark: SVGElement, code: string, count: Count, bounds: number[]): SVGElement {
  const { format } = app;
  const name = format.entity(app.corpus.entity(count.entity));
  const said = format.t.cited(format.mentions(count.mentions), format.documents(count.documents));
  const chosen = app.store.state.entities.includes(count.entity);
  const act = (): void => toggleEntity(app, count.entity);
  const card = (): void =>
    showCard(mark, name, [h("p", { class: "card-name" }, name), h("p", { class: "card-note" }, `${code} · ${said}`)], false);
  mark.setAttribute("class", `named step-${classOf(bounds, count.mentions)}${chosen ? " chosen" : ""}`);
  mark.setAttribute("role", "button");
  mark.setAttribute("tabindex", "0");
  mark.setAttribute("data-code", code);
  mark.setAttribute("data-focus", `country-${code}`);
  mark.setAttribute("aria-pressed", String(chosen));
  mark.setAttribute("aria-label", `${name} : ${said}`);
  mark.addEventListener("click", act);
  mark.addEventListener("keydown", onPress(act) as EventListener);
  for (const event of ["pointerenter", "focus"]) mark.addEventListener(event, card);
  for (const event of ["pointerleave", "blur"]) mark.addEventListener(event, leaveCard);
  return mark;
}

function legend(app: App, bounds: readonly number[], most: number): HTMLElement[] {
  const { format } = app;
  const steps = bounds.map((bound, index) => {
    const next = bounds[index + 1];
    const text = next === undefined ? bound < most ? `${format.number(bound)}–${format.number(most)}` : format.number(bound) : next - 1 > bound ? `${format.number(bound)}–${format.number(next - 1)}` : format.number(bound);
    return h("span", { class: "step" }, h("span", { class: `swatch step-${classOf(bounds, bound)}`, "aria-hidden": "true" }), text);
  });
  return steps.length > 0 ? [h("span", {}, format.t.map_scale), ...steps] : [];
}

function row(app: App, count: Count, drawnShapes: Shape[]): HTMLElement {
  const { format } = app;
  const { t } = format;
  const entity = app.corpus.entity(count.entity);
  const name = format.entity(entity);
  const chosen = app.store.state.entities.includes(count.entity);
  const shown = drawnShapes.some((shape) => shape.code === entity.key);
  const filter = button(name, () => toggleEntity(app, count.entity), {
    class: "entity",
    "data-focus": `row-${count.entity}`,
    "aria-pressed": String(chosen),
    title: chosen ? t.unfilter : t.filterBy(name),
  });
  return h(
    "tr",
    { class: chosen && "chosen" },
    h("th", { scope: "row" }, filter, entity.key && h("span", { class: "code" }, entity.key), !shown && h("span", { class: "partial" }, t.map_off)),
    h("td", { class: "n" }, format.number(count.mentions)),
    h("td", { class: "n" }, format.number(count.documents)),
  );
}

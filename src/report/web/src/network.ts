/** The network of names that occur together: its settings, its drawing and its panel. */

import type { App, View } from "./app";
import { drawnTies, network as count, type Net } from "./cooccur";
import { button, h } from "./dom";
import { draw, type Drawing } from "./netdraw";
import { panel, type Picked } from "./netpanel";
import type { State } from "./state";
import { word } from "./strings";

export function network(app: App): View {
  const { store, format } = app;
  const { t } = format;
  const window = choice(t.network_window, { sentence: t.window_sentence, document: t.window_document }, (value) => store.set({ window: value }));
  const weight = choice(t.network_weight, { count: t.weight_count, pmi: t.weight_pmi }, (value) => store.set({ weight: value }));
  const nodes = slider("net-nodes", t.network_nodes, 10, 200, 10, (value) => store.set({ nodes: value }));
  const least = slider("net-least", t.network_least, 1, 20, 1, (value) => store.set({ least: value }));
  const icon = (sign: string, name: string, act: () => void): HTMLElement =>
    button(sign, act, { class: "icon", "aria-label": name, title: name });
  const place = h("div", { class: "chart" });
  const side = h("div", { class: "beside" });
  const legend = h("p", { class: "shapes" }, ...(["PERSON", "COUNTRY", "ORG"] as const).map((label) => h("span", {}, h("span", { class: `dot ${label}`, "aria-hidden": "true" }), word(t, "label", label))));
  const drawn = h("span", { class: "count" });
  const none = h("p", { class: "nothing" }, t.network_none);
  const split = h(
    "div",
    { class: "split" },
    h(
      "div",
      {},
      place,
      h(
        "div",
        { class: "map-foot" },
        legend,
        drawn,
        h("div", { class: "controls" }, icon("+", t.zoomIn, () => drawing?.zoomBy(1.6)), icon("−", t.zoomOut, () => drawing?.zoomBy(1 / 1.6)), button(t.resetZoom, () => drawing?.zoomOut(), { class: "quiet" })),
      ),
    ),
    side,
  );
  const element = h(
    "section",
    { class: "network" },
    h("h2", {}, t.network_title),
    h("p", { class: "intro" }, t.network_lead),
    h("div", { class: "controls" }, window.element, weight.element, nodes.element, least.element),
    split,
    none,
  );
  let drawing: Drawing | undefined;
  let net: Net = { nodes: [], ties: [] };
  /** Entities, since nodes change with the network. */
  let picked: (number | undefined)[] = [];
  let shown: { state: State; width: number } | undefined;
  new ResizeObserver(() => {
    if (place.clientWidth > 0 && shown && place.clientWidth !== shown.width) update();
  }).observe(place);

  function pick(next: Picked): void {
    const inside = side.contains(document.activeElement);
    picked = next.nodes.map((node) => net.nodes[node]?.entity);
    side.replaceChildren(...panel(app, net, next, pick));
    if (inside) side.querySelector("h3")?.focus({ preventScroll: true });
    drawing?.bringOut(next.nodes[0]);
  }

  function update(): void {
    const { state } = store;
    window.show(state.window);
    weight.show(state.weight);
    nodes.show(state.nodes, format.number(state.nodes));
    least.show(state.least, t.times(format.number(state.least)));
    const width = place.clientWidth;
    if (shown && shown.width === width && same(shown.state, state)) return;
    net = count(app.corpus, app.selection(), state);
    const ties = drawnTies(net);
    none.hidden = ties.length > 0;
    split.hidden = ties.length === 0;
    shown = { state, width: split.hidden ? 0 : place.clientWidth };
    if (ties.length === 0) return;
    const height = Math.round(Math.min(680, Math.max(420, shown.width * 0.8)));
    drawing = draw(app, net, ties, [shown.width, height], (node) => pick({ nodes: [node] }));
    place.replaceChildren(drawing.element);
    const lines = new Set(ties.flatMap((tie) => [tie.a, tie.b]));
    drawn.textContent = t.network_drawn(format.number(lines.size), format.number(ties.length));
    // Who was picked stays so as long as it is in the network that is drawn.
    const again = picked.map((entity) => net.nodes.findIndex((node) => node.entity === entity));
    pick(again.every((node) => node >= 0) ? { nodes: again as Picked["nodes"] } : { nodes: [] });
  }

  return { element, update };
}

/** Whether two states have the same network. */
function same(a: State, b: State): boolean {
  const keys = ["q", "entities", "off", "score", "furniture", "from", "to", "window", "weight", "nodes", "least"] as const;
  return keys.every((key) => a[key] === b[key]);
}

function choice<Value extends string>(
  name: string,
  options: Record<Value, string>,
  act: (value: Value) => void,
): { element: HTMLElement; show(value: Value): void } {
  const all = Object.entries(options) as [Value, string][];
  const select = h("select", { onchange: () => act(select.value as Value) }, ...all.map(([value, text]) => h("option", { value }, text)));
  return { element: h("label", { class: "group" }, name, select), show: (value) => (select.value = value) };
}

function slider(
  id: string,
  name: string,
  min: number,
  max: number,
  step: number,
  act: (value: number) => void,
): { element: HTMLElement; show(value: number, text: string): void } {
  const input = h("input", { type: "range", id, min, max, step, onchange: () => act(Number(input.value)) });
  const output = h("output", { for: id });
  return {
    element: h("div", { class: "group score" }, h("label", { for: id }, name), input, output),
    show: (value, text) => {
      input.value = String(value);
      output.textContent = text;
    },
  };
}

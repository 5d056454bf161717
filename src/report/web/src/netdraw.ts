/** The drawing of the network: shapes by label, names where there is room, more of them on zoom and hover. */

import { select } from "d3-selection";
import { zoom, zoomIdentity, type D3ZoomEvent } from "d3-zoom";
import type { App } from "./app";
import type { Net, Tie } from "./cooccur";
import { onPress, s } from "./dom";
import { label, lay, NAME, type Place } from "./layout";

const DEEPEST = 8;

export interface Drawing {
  readonly element: SVGSVGElement;
  zoomBy(factor: number): void;
  zoomOut(): void;
  /** Brings a node out, with what it is tied to; nothing for all of them. */
  bringOut(node: number | undefined): void;
}

export function draw(
  app: App,
  net: Net,
  ties: readonly Tie[],
  [width, height]: [number, number],
  pick: (node: number) => void,
): Drawing {
  const { format } = app;
  const names = net.nodes.map((node) => format.entity(app.corpus.entity(node.entity)));
  const places = lay(net, ties, names, width, height);
  const byNode = new Map(places.map((place) => [place.node, place]));
  const root = s("svg", { width, height, viewBox: `0 0 ${width} ${height}`, class: "net", role: "group", "aria-label": format.t.network_label });
  const most = ties.reduce((top, tie) => Math.max(top, tie.together), 1);
  const lines = ties.map((tie) => s("line", { "stroke-width": (0.8 + 3.4 * Math.sqrt(tie.together / most)).toFixed(1) }));
  const marks = places.map((place, index) => mark(app, net, place, index, pick));
  const texts = s("g", { class: "names", "aria-hidden": "true" });
  root.append(s("g", { class: "lines" }, ...lines), s("g", { class: "marks" }, ...marks), texts);
  let transform = zoomIdentity;
  let kept: number | undefined;
  let near: Set<number> | undefined;

  const at = (place: Place): [number, number] => transform.apply([place.x, place.y]);

  function place(): void {
    const grown = Math.sqrt(transform.k);
    ties.forEach((tie, index) => {
      const [from, to] = [byNode.get(tie.a), byNode.get(tie.b)];
      if (!from || !to) return;
      const [[x1, y1], [x2, y2]] = [at(from), at(to)];
      for (const [name, value] of Object.entries({ x1, y1, x2, y2 })) lines[index]?.setAttribute(name, value.toFixed(1));
    });
    places.forEach((here, index) => {
      const [x, y] = at(here);
      marks[index]?.setAttribute("transform", `translate(${x.toFixed(1)},${y.toFixed(1)}) scale(${grown.toFixed(2)})`);
    });
    write(grown);
  }

  function write(grown: number): void {
    const shown = near ? places.filter((here) => near?.has(here.node)) : places;
    const inside = shown.filter((here) => {
      const [x, y] = at(here);
      return x > -50 && y > -10 && x < width + 50 && y < height + 10;
    });
    const order = kept === undefined ? inside : [...inside].sort((a, b) => Number(b.node === kept) - Number(a.node === kept));
    texts.replaceChildren(
      ...label(order, shown, at, grown, width).map((name) =>
        s("text", { x: name.x.toFixed(1), y: name.y.toFixed(1), "text-anchor": name.anchor, "font-size": NAME, class: name.place.node === kept && "kept" }, name.place.name),
      ),
    );
  }

  /** Dims what has nothing to do with `node`. */
  function light(node: number | undefined): void {
    near = undefined;
    if (node !== undefined && byNode.has(node)) {
      near = new Set([node]);
      for (const tie of ties) {
        if (tie.a === node) near.add(tie.b);
        if (tie.b === node) near.add(tie.a);
      }
    }
    root.classList.toggle("dimmed", near !== undefined);
    ties.forEach((tie, index) => lines[index]?.classList.toggle("near", tie.a === node || tie.b === node));
    places.forEach((here, index) => marks[index]?.classList.toggle("near", near?.has(here.node) ?? false));
    write(Math.sqrt(transform.k));
  }

  places.forEach((here, index) => {
    for (const event of ["pointerenter", "focus"]) marks[index]?.addEventListener(event, () => light(here.node));
    for (const event of ["pointerleave", "blur"]) marks[index]?.addEventListener(event, () => light(kept));
  });
  root.addEventListener("keydown", (event) => {
    const here = marks.findIndex((other) => other === document.activeElement);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const next = step === undefined || here < 0 ? undefined : marks[(here + step + marks.length) % marks.length];
    if (!next) return;
    event.preventDefault();
    for (const other of marks) other.setAttribute("tabindex", other === next ? "0" : "-1");
    next.focus();
  });

  const zooming = zoom<SVGSVGElement, unknown>()
    .scaleExtent([1, DEEPEST])
    .extent([[0, 0], [width, height]])
    .translateExtent([[-width / 4, -height / 4], [width * 1.25, height * 1.25]])
    // The wheel alone scrolls the page, and so does one finger.
    .filter((event: MouseEvent & TouchEvent) => (event.type === "wheel" ? event.ctrlKey : event.type !== "touchstart" || event.touches.length > 1))
    .on("zoom", (event: D3ZoomEvent<SVGSVGElement, unknown>) => {
      transform = event.transform;
      place();
    });
  const drawing = select(root).call(zooming).on("dblclick.zoom", null);
  place();
  return {
    element: root,
    zoomBy: (factor) => void drawing.call(zooming.scaleBy, factor),
    zoomOut: () => void drawing.call(zooming.transform, zoomIdentity),
    bringOut: (node) => {
      kept = node;
      places.forEach((here, index) => marks[index]?.setAttribute("aria-pressed", String(here.node === node)));
      light(node);
    },
  };
}

/** A node: a disc for a person, a square for a country, a lozenge for an organisation. */
function mark(app: App, net: Net, place: Place, index: number, pick: (node: number) => void): SVGGElement {
  const node = net.nodes[place.node] as Net["nodes"][number];
  const size = place.radius * 1.75;
  const square = { x: -size / 2, y: -size / 2, width: size, height: size, rx: 1 };
  const shape = {
    PERSON: () => s("circle", { r: place.radius }),
    COUNTRY: () => s("rect", square),
    ORG: () => s("rect", { ...square, transform: "rotate(45) scale(.92)" }),
  }[node.label as "PERSON" | "COUNTRY" | "ORG"];
  const act = (): void => pick(place.node);
  return s(
    "g",
    {
      class: `mark ${node.label}`,
      role: "button",
      tabindex: index === 0 ? 0 : -1,
      "data-focus": `mark-${node.entity}`,
      "aria-pressed": "false",
      "aria-label": `${app.format.entity(app.corpus.entity(node.entity))}, ${app.format.documents(node.documents)}`,
      onclick: act,
      onkeydown: onPress(act),
    },
    s("title", {}, app.format.entity(app.corpus.entity(node.entity))),
    shape(),
  );
}

// The outlines of the map: Natural Earth (public domain) by the package world-atlas, simplified, with
// ISO 3166-1 alpha-2 codes in place of numeric ones.

import { createRequire } from "node:module";
import { geoArea, geoCentroid } from "d3-geo";
import countries from "i18n-iso-countries";
import { feature } from "topojson-client";
import { presimplify, quantile, simplify } from "topojson-simplify";

const require = createRequire(import.meta.url);

/** Shapes that Natural Earth gives no code. Others without one stay: land that is never shaded. */
const NAMED = { Kosovo: "XK" };
/** Tuvalu is not in the outlines of this scale. */
const MISSING = { TV: [179.2, -8.5] };
/** Nobody lives there for long. */
const LEFT_OUT = ["AQ", "TF", "HM"];
/** The share of points that stay. */
const KEPT = 0.14;
/** The grid of the result, in steps of the source's. */
const COARSER = 10;
/** Steradians. Smaller islands go. */
const TINY = 0.000002;
/** Steradians. A smaller country gets a dot; it could not be seen, or its outline is gone. */
const SMALL = 0.00009;

/** A TopoJSON topology with codes as ids and no properties, and the middle of every small country. */
export function worldModule() {
  const source = require("world-atlas/countries-50m.json");
  const codes = source.objects.countries.geometries.map(
    (shape) => countries.numericToAlpha2(shape.id) ?? NAMED[shape.properties.name],
  );
  const prepared = presimplify(source);
  const simple = simplify(prepared, quantile(prepared, KEPT));
  const grid = { ...source.transform, scale: source.transform.scale.map((unit) => unit * COARSER) };
  const arcs = simple.arcs.map((arc) => quantised(arc, grid));
  const dots = { ...MISSING };
  const shapes = [];
  simple.objects.countries.geometries.forEach((shape, index) => {
    const id = codes[index];
    if (LEFT_OUT.includes(id)) return;
    const whole = feature(source, source.objects.countries.geometries[index]);
    if (geoArea(whole) < SMALL) {
      if (id) dots[id] = geoCentroid(whole).map((degrees) => Math.round(degrees * 100) / 100);
      return;
    }
    const polygons = shape.type === "Polygon" ? [shape.arcs] : shape.arcs;
    const kept = polygons
      .filter(([outer]) => encloses(outer, arcs, grid))
      .map((rings) => rings.filter((ring) => encloses(ring, arcs, grid)));
    shapes.push({ type: "MultiPolygon", arcs: kept, id });
  });
  const used = renumbered(arcs, shapes);
  return {
    type: "Topology",
    transform: grid,
    objects: { countries: { type: "GeometryCollection", geometries: used.shapes } },
    arcs: used.arcs,
    dots,
  };
}

/** Whether a ring still has an area on the grid: without one it would enclose the whole globe. */
function encloses(ring, arcs, { scale, translate }) {
  const points = ring.flatMap((arc) => {
    const at = [0, 0];
    const line = arcs[arc < 0 ? ~arc : arc].map((step) => {
      at.forEach((_, axis) => (at[axis] += step[axis]));
      return at.map((steps, axis) => steps * scale[axis] + translate[axis]);
    });
    return arc < 0 ? line.reverse() : line;
  });
  const area = geoArea({ type: "Polygon", coordinates: [points] });
  return area > TINY && Math.min(area, 4 * Math.PI - area) > TINY;
}

/** The arcs that `shapes` use, numbered anew. */
function renumbered(arcs, shapes) {
  const numbers = new Map();
  const number = (arc) => {
    const plain = arc < 0 ? ~arc : arc;
    if (!numbers.has(plain)) numbers.set(plain, numbers.size);
    return arc < 0 ? ~numbers.get(plain) : numbers.get(plain);
  };
  const walk = (arc) => (Array.isArray(arc) ? arc.map(walk) : number(arc));
  const renamed = shapes.map((shape) => ({ ...shape, arcs: walk(shape.arcs) }));
  return { arcs: [...numbers.keys()].map((arc) => arcs[arc]), shapes: renamed };
}

/** An arc of degrees as steps on a grid, points that fall together left out. */
function quantised(arc, { scale, translate }) {
  const steps = [];
  let last = [0, 0];
  arc.forEach((point, index) => {
    const here = [0, 1].map((axis) => Math.round((point[axis] - translate[axis]) / scale[axis]));
    const step = [here[0] - last[0], here[1] - last[1]];
    if (index > 0 && index < arc.length - 1 && step[0] === 0 && step[1] === 0) return;
    steps.push(step);
    last = here;
  });
  return steps;
}

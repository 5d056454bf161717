// The outlines of the map: Natural Earth (public domain) by the package world-atlas, simplified, with
// ISO 3166-1 alpha-2 codes in place of numeric ones.

import { createRequire } from "node:module";
import countries from "i18n-iso-countries";
import { quantile, presimplify, simplify } from "topojson-simplify";

const require = createRequire(import.meta.url);

/** Shapes that Natural Earth gives no code. Others without one stay: land that is never shaded. */
const NAMED = { Kosovo: "XK" };
/** The share of points that stay. */
const KEPT = 0.14;
const ANTARCTICA = "AQ";

/** A TopoJSON topology whose object `countries` has codes as ids and no properties. */
export function worldModule() {
  const source = require("world-atlas/countries-50m.json");
  const prepared = presimplify(source);
  const simple = simplify(prepared, quantile(prepared, KEPT));
  const { scale, translate } = source.transform;
  const geometries = simple.objects.countries.geometries
    .map((shape) => ({
      type: shape.type,
      arcs: shape.arcs,
      id: countries.numericToAlpha2(shape.id) ?? NAMED[shape.properties.name],
    }))
    .filter((shape) => shape.id !== ANTARCTICA);
  const { arcs, shapes } = used(simple.arcs, geometries);
  return {
    type: "Topology",
    transform: { scale: scale.map((unit) => unit * 10), translate },
    objects: { countries: { type: "GeometryCollection", geometries: shapes } },
    arcs: arcs.map((arc) => quantised(arc, scale.map((unit) => unit * 10), translate)),
  };
}

/** The arcs that `geometries` use, numbered anew. */
function used(arcs, geometries) {
  const numbers = new Map();
  const number = (arc) => {
    const plain = arc < 0 ? ~arc : arc;
    if (!numbers.has(plain)) numbers.set(plain, numbers.size);
    return arc < 0 ? ~numbers.get(plain) : numbers.get(plain);
  };
  const walk = (arc) => (Array.isArray(arc) ? arc.map(walk) : number(arc));
  const shapes = geometries.map((shape) => ({ ...shape, arcs: walk(shape.arcs) }));
  return { arcs: [...numbers.keys()].map((arc) => arcs[arc]), shapes };
}

/** An arc of degrees as steps on the grid of `scale`, points that fall together left out. */
function quantised(arc, scale, translate) {
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

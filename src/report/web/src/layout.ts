/** Where the nodes of the network lie, and which of their names find room. */

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationLinkDatum, type SimulationNodeDatum } from "d3-force";
import type { Net, Tie } from "./cooccur";
import { Plane, widthOf } from "./measure";

const TICKS = 300;
const MARGIN = 34;
export const NAME = 12;
/** Longer names are cut short in the drawing. */
const LONGEST = 30;

export interface Place {
  /** Place among the nodes of the net. */
  node: number;
  name: string;
  radius: number;
  x: number;
  y: number;
}

type Point = SimulationNodeDatum & Place;
type Line = SimulationLinkDatum<Point> & { strength: number };

/** Lays the nodes that have a line out on a plane of `width` by `height`; the same net lies the same way. */
export function lay(net: Net, ties: readonly Tie[], names: readonly string[], width: number, height: number): Place[] {
  const joined = new Set(ties.flatMap((tie) => [tie.a, tie.b]));
  const most = net.nodes.reduce((top, node) => Math.max(top, node.documents), 1);
  const points: Point[] = [];
  const place = new Map<number, Point>();
  net.nodes.forEach((node, index) => {
    if (!joined.has(index)) return;
    const radius = 4 + 9 * Math.sqrt(node.documents / most);
    const point = { node: index, name: short(names[index] ?? ""), radius, x: 0, y: 0 };
    // The simulation places what has no place yet on a spiral.
    Object.assign(point, { x: undefined, y: undefined });
    points.push(point);
    place.set(index, point);
  });
  const strongest = ties.reduce((top, tie) => Math.max(top, tie.together), 1);
  const lines: Line[] = ties.flatMap((tie) => {
    const [source, target] = [place.get(tie.a), place.get(tie.b)];
    return source && target ? [{ source, target, strength: 0.15 + 0.5 * Math.sqrt(tie.together / strongest) }] : [];
  });
  const aspect = width / height;
  const simulation = forceSimulation(points)
    .force("line", forceLink<Point, Line>(lines).distance(46).strength((line) => line.strength))
    .force("apart", forceManyBody<Point>().strength((point) => -90 - point.radius * 9).distanceMax(420))
    .force("x", forceX<Point>(0).strength(0.055 / aspect))
    .force("y", forceY<Point>(0).strength(0.055 * aspect))
    .force("room", forceCollide<Point>((point) => point.radius + 7 + Math.min(26, point.name.length * 1.1)))
    .stop();
  simulation.tick(TICKS);
  fit(points, width, height);
  return points;
}

function short(name: string): string {
  const letters = [...name];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 2).join("").trimEnd()}…` : name;
}

/** Moves and scales the points so that they fill the plane. */
function fit(points: Place[], width: number, height: number): void {
  if (points.length === 0) return;
  const range = (axis: "x" | "y"): [number, number] => [
    points.reduce((least, point) => Math.min(least, point[axis]), Infinity),
    points.reduce((most, point) => Math.max(most, point[axis]), -Infinity),
  ];
  const [left, right] = range("x");
  const [top, bottom] = range("y");
  const across = (width - MARGIN * 4) / Math.max(1, right - left);
  const down = (height - MARGIN * 2) / Math.max(1, bottom - top);
  const [wide, tall] = [Math.min(across, down * 1.35, 1.6), Math.min(down, across * 1.35, 1.6)];
  for (const point of points) {
    point.x = width / 2 + (point.x - (left + right) / 2) * wide;
    point.y = height / 2 + (point.y - (top + bottom) / 2) * tall;
  }
}

export interface Name {
  place: Place;
  x: number;
  y: number;
  anchor: "start" | "middle" | "end";
}

/** Puts the names of `order` beside their nodes as long as they hide no other name; the first come first. */
export function label(
  order: readonly Place[],
  all: readonly Place[],
  at: (place: Place) => [number, number],
  grown: number,
  across: number,
): Name[] {
  const plane = new Plane();
  for (const place of all) {
    const [x, y] = at(place);
    const radius = place.radius * grown * 0.6;
    plane.take({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
  }
  const names: Name[] = [];
  for (const place of order) {
    const [x, y] = at(place);
    const width = widthOf(place.name, NAME, 600);
    const away = place.radius * grown + 4;
    const tries: Name[] = [
      { place, x: x + away, y: y + 4, anchor: "start" },
      { place, x: x - away, y: y + 4, anchor: "end" },
      { place, x, y: y - away, anchor: "middle" },
      { place, x, y: y + away + NAME - 2, anchor: "middle" },
    ];
    const found = tries.find((name) => {
      const left = name.x - (name.anchor === "start" ? 0 : name.anchor === "end" ? width : width / 2);
      return left >= 0 && left + width <= across && plane.take({ left: left - 1, right: left + width + 1, top: name.y - NAME + 1, bottom: name.y + 4 });
    });
    if (found) names.push(found);
  }
  return names;
}

/** Time cut into equal bins, and intervals spread over them. */

import { utcDay, utcMonday, utcMonth, utcYear, type CountableTimeInterval, type TimeInterval } from "d3-time";
import { dayAt, momentOf } from "./days";

/** How exactly a date is known: to the day, to the month or season, to the year, or less. */
export const GRAINS = ["day", "month", "year", "long"] as const;
export type Grain = (typeof GRAINS)[number];

/** A date that texts name: days from `from` up to `to`, named `weight` times. */
export interface Span {
  entity: number;
  from: number;
  to: number;
  weight: number;
  grain: Grain;
}

export function grainOf(unit: string | undefined, days: number): Grain {
  if (unit === undefined) return days <= 7 ? "day" : days <= 100 ? "month" : days <= 366 ? "year" : "long";
  if (["day", "weekend", "week"].includes(unit)) return "day";
  if (["month", "quarter", "season", "half"].includes(unit)) return "month";
  return ["year", "fiscal_year", "season_year"].includes(unit) ? "year" : "long";
}

/** What one bin stands for. */
export type Unit = "day" | "week" | "month" | "quarter" | "year" | "decade" | "century";

const every = (interval: CountableTimeInterval, step: number): TimeInterval => interval.every(step) ?? interval;
const UNITS: [Unit, number, TimeInterval][] = [
  ["day", 1, utcDay],
  ["week", 7, utcMonday],
  ["month", 30, utcMonth],
  ["quarter", 91, every(utcMonth, 3)],
  ["year", 365, utcYear],
  ["decade", 3652, every(utcYear, 10)],
  ["century", 36525, every(utcYear, 100)],
];

/** The finest unit of which at most `most` lie between two days, and the edges of its bins. */
export function edges(from: number, to: number, most: number): { unit: Unit; edges: number[] } {
  const [unit, , interval] = UNITS.find(([, days]) => (to - from) / days <= most) ?? (UNITS.at(-1) as (typeof UNITS)[number]);
  const start = interval.floor(momentOf(from));
  const all = [dayAt(start)];
  let moment = start;
  while (dayAt(moment) < to) {
    moment = interval.offset(moment);
    all.push(dayAt(moment));
  }
  return { unit, edges: all };
}

/** The bin that holds `day`, or one outside of all. */
export function binOf(all: readonly number[], day: number): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle] as number) <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** How much of the spans falls into each bin, by grain: a span counts by the part of it that lies there. */
export function spread(all: readonly number[], spans: readonly Span[]): Record<Grain, number>[] {
  const bins = all.slice(1).map(() => ({ day: 0, month: 0, year: 0, long: 0 }));
  for (const span of spans) {
    const length = span.to - span.from;
    for (let bin = Math.max(0, binOf(all, span.from)); bin < bins.length; bin += 1) {
      const [start, end] = [all[bin] as number, all[bin + 1] as number];
      if (start >= span.to) break;
      const part = Math.min(end, span.to) - Math.max(start, span.from);
      if (part > 0) (bins[bin] as Record<Grain, number>)[span.grain] += (span.weight * part) / length;
    }
  }
  return bins;
}

/** The days between which all but a `share` of the weight at either end lies. */
export function middle(spans: readonly Span[], share: number): [number, number] | undefined {
  if (spans.length === 0) return undefined;
  const all = spans.reduce((sum, span) => sum + span.weight, 0);
  const at = (order: readonly Span[]): Span => {
    let passed = 0;
    return order.find((span) => (passed += span.weight) > all * share) ?? (order[0] as Span);
  };
  const from = at([...spans].sort((a, b) => a.from - b.from)).from;
  const to = at([...spans].sort((a, b) => b.to - a.to)).to;
  return [from, Math.max(to, from + 1)];
}

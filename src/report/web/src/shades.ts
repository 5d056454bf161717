/** Five shades for counts. */

const STEPS = 5;

/**
 * Lowest counts of up to five classes. Few countries are named very often: each class begins at twice
 * the last or more, except where all counts are small.
 */
export function classes(counts: readonly number[]): number[] {
  const most = counts.reduce((top, count) => Math.max(top, count), 0);
  if (most <= STEPS) return Array.from({ length: most }, (_, index) => index + 1);
  const bounds = [1];
  const factor = Math.max(2, most ** (1 / STEPS));
  for (let step = 1; step < STEPS; step += 1) {
    const bound = Math.ceil(factor ** step);
    if (bound <= most) bounds.push(bound);
  }
  return bounds;
}

/** The shade of a count, 1 the palest to 5 the deepest; fewer classes lie further apart. */
export function classOf(bounds: readonly number[], count: number): number {
  const index = bounds.filter((bound) => bound <= count).length - 1;
  return bounds.length < 2 ? STEPS - 1 : Math.round(1 + (index * (STEPS - 1)) / (bounds.length - 1));
}

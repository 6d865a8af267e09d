/** Updates whose staleness is at least `from` and at most `to`. */
export interface StalenessBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Values below this have a bin of their own; from there on each doubling has half as many bins. */
const EXACT = 64;

/** Steps into which each doubling is cut. */
const STEPS = EXACT / 2;

/**
 * The bin of a staleness: itself below 64, above it one of 32 equal steps between two powers of 2, so that a bin is at most 1/32 of
 * its values wide however large they are (the layout of HdrHistogram). Whole numbers only, exact.
 */
export function stalenessBin(staleness: number): number {
  if (staleness < EXACT) return staleness;
  let width = 1;
  let octaves = 0;
  for (; staleness >= EXACT * width; octaves++) width *= 2;
  return octaves * STEPS + Math.floor(staleness / width);
}

/** The least staleness that falls into a bin. */
export function leastStaleness(bin: number): number {
  if (bin < EXACT) return bin;
  const octaves = Math.floor(bin / STEPS) - 1;
  let least = bin - octaves * STEPS;
  for (let octave = 0; octave < octaves; octave++) least *= 2;
  return least;
}

/** The bins that hold anything, ascending; `counts`: one for each bin. */
export function stalenessBins(counts: ArrayLike<number>): readonly StalenessBin[] {
  return Array.from(counts, (count, bin) => ({
    from: leastStaleness(bin),
    to: leastStaleness(bin + 1) - 1,
    count,
  })).filter(({ count }) => count > 0);
}

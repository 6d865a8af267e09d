import { log } from '../../numerics/elementary.ts';

/** More values than this are taken as one group: looking for groups takes the square of their number. */
const MOST_VALUES = 2000;

/** Values of a group, at least. */
const LEAST_GROUP = 2;

/**
 * For 2, 3 and 4 groups: what the part of the variance between groups must be above its value for an even spread, times √n. From 6000 samples
 * of 8 to 100 values each: of values with even, bell-shaped or exponential logarithms, 1 in 100 or fewer have a larger part.
 */
const MARGINS: readonly (readonly [groups: number, margin: number])[] = [
  [2, 0.66],
  [3, 0.34],
  [4, 0.21],
];

/** The criterion of `groupsOf` in words, for messages and docs. */
export const GROUP_CRITERION =
  'the part of the variance of the logarithms that lies between k groups is 1 - 1/k^2 + c/sqrt(n) or more (c 0.66, 0.34, 0.21 for k 2, 3, 4), which 1 in 100 samples without groups has';

/**
 * Groups of positive values, the smallest first; a single one where there is no sign of more. The n logarithms are cut into the k groups of least
 * variance within; k is the least for which the part between them is at least 1 − 1/k² + c/√n, where 1 − 1/k² is that of an even spread. Groups are
 * tried again by themselves. (Engelman and Hartigan, "Percentage points of a test for clusters", 1969, for k = 2 and a bell shape.)
 * Returns indices into `values`. [groups][members]
 */
export function groupsOf(values: ArrayLike<number>): readonly (readonly number[])[] {
  const order = Array.from(values, (_, k) => k).sort((a, b) => values[a]! - values[b]! || a - b);
  if (order.length > MOST_VALUES) return [order];
  const logs = Float64Array.from(order, (k) => log(values[k]!));
  return cut(logs, 0).map(([from, to]) => order.slice(from, to));
}

type Stretch = readonly [from: number, to: number];

/** Cuts ascending values where they fall into groups, and each of those again. `offset`: how many come before. */
function cut(sorted: Float64Array, offset: number): readonly Stretch[] {
  const whole: Stretch = [offset, offset + sorted.length];
  const table = new Partitions(sorted);
  for (const [groups, margin] of MARGINS) {
    const needed = 1 - 1 / (groups * groups) + margin / Math.sqrt(sorted.length);
    if (needed > 1 || !(table.partBetween(groups) >= needed)) continue;
    return table.boundaries(groups).flatMap(([from, to]) => cut(sorted.subarray(from, to), offset + from));
  }
  return [whole];
}

/** The partitions of ascending values into stretches of least variance within, by dynamic programming. */
class Partitions {
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;
  /** By groups − 1: least sum of squares within the first j values, and where the last group of them begins. */
  readonly #within: Float64Array[];
  readonly #starts: Uint32Array[] = [];

  constructor(values: Float64Array) {
    this.#sums = new Float64Array(values.length + 1);
    this.#squares = new Float64Array(values.length + 1);
    // Measured from the middle one, so that the difference of squares keeps its digits.
    const middle = values[values.length >> 1] ?? 0;
    for (const [k, value] of values.entries()) {
      this.#sums[k + 1] = this.#sums[k]! + (value - middle);
      this.#squares[k + 1] = this.#squares[k]! + (value - middle) * (value - middle);
    }
    this.#within = [this.#sums.map((_, j) => this.#cost(0, j))];
  }

  /** Part of the sum of squares that lies between that many groups. */
  partBetween(groups: number): number {
    while (this.#within.length < groups) this.#addGroup();
    return 1 - this.#within[groups - 1]!.at(-1)! / this.#within[0]!.at(-1)!;
  }

  boundaries(groups: number): readonly Stretch[] {
    const stretches: Stretch[] = [];
    let to = this.#sums.length - 1;
    for (let k = groups - 2; k >= 0; k--) {
      const from = this.#starts[k]![to]!;
      stretches.unshift([from, to]);
      to = from;
    }
    return [[0, to], ...stretches];
  }

  #addGroup(): void {
    const before = this.#within.at(-1)!;
    const within = new Float64Array(before.length).fill(Number.POSITIVE_INFINITY);
    const starts = new Uint32Array(before.length);
    for (let to = LEAST_GROUP; to < before.length; to++) {
      for (let from = LEAST_GROUP; from <= to - LEAST_GROUP; from++) {
        const sum = before[from]! + this.#cost(from, to);
        if (sum >= within[to]!) continue;
        within[to] = sum;
        starts[to] = from;
      }
    }
    this.#within.push(within);
    this.#starts.push(starts);
  }

  #cost(from: number, to: number): number {
    if (to <= from) return 0;
    const sum = this.#sums[to]! - this.#sums[from]!;
    return Math.max(0, this.#squares[to]! - this.#squares[from]! - (sum * sum) / (to - from));
  }
}

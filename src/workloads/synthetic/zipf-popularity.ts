import { exp, log, pow } from '../../numerics/elementary.ts';

/** Exponents so near 1 stand for 1: the formulas for the others divide by 1 − s. */
const NEARLY_ONE = 1e-6;

/**
 * How often features occur: in a row, feature j (from 1) occurs with probability 1 − exp(−c m_j), where m_j = ∫ x^−s dx from j − ½ to j + ½, which
 * is nearly j^−s. This is a Poisson process of intensity c x^−s on the line, features being the cells around whole numbers.
 *
 * All is said in h(x) = x^(1−s) (or ln x where s = 1), whose change over a cell, over 1 − s, is m_j.
 */
export class ZipfPopularity {
  readonly features: number;
  /** c, which makes the mean number of features in a row what it should be. */
  readonly intensity: number;
  readonly #power: number;
  readonly #slope: number;
  readonly #inversePower: number;
  /** Whether h falls: s > 1. */
  readonly #falls: boolean;
  readonly #end: number;
  /** h(j + ½) for the most popular features. */
  readonly #afterCell: Float64Array;

  constructor(features: number, exponent: number, perRow: number) {
    const power = Math.abs(1 - exponent) < NEARLY_ONE ? 0 : 1 - exponent;
    this.features = features;
    this.#power = power;
    this.#slope = power === 0 ? 1 : power;
    this.#inversePower = 1 / power;
    this.#falls = power < 0;
    this.#end = this.#h(features + 0.5);
    this.#afterCell = Float64Array.from({ length: Math.min(features, 65_536) + 1 }, (_, j) =>
      this.#h(j + 0.5),
    );
    this.intensity = this.#intensityFor(perRow);
  }

  /**
   * The next feature (from 1) of a row after `feature` (0 to begin), or 0 when there is none. What comes after a cell does not
   * depend on what is in it, so that one exponential waiting time finds the next cell that is not empty. 0 < u < 1.
   */
  next(feature: number, u: number): number {
    const from = feature < this.#afterCell.length ? this.#afterCell[feature]! : this.#h(feature + 0.5);
    const h = from - (this.#slope * log(u)) / this.intensity;
    if (this.#falls ? h <= this.#end : h >= this.#end) return 0;
    const x = this.#power === 0 ? exp(h) : pow(h, this.#inversePower);
    return Math.min(this.features, Math.max(feature + 1, Math.floor(x + 0.5)));
  }

  /** Probability that feature j (from 1) occurs in a row. */
  probability(j: number): number {
    return 1 - exp(-this.intensity * this.#mass(j, j + 1));
  }

  /** x^(1−s), or ln x. */
  #h(x: number): number {
    return this.#power === 0 ? log(x) : pow(x, this.#power);
  }

  /** Σ m_j for `from` ≤ j < `to`. */
  #mass(from: number, to: number): number {
    return (this.#h(to - 0.5) - this.#h(from - 0.5)) / this.#slope;
  }

  /** Cells with the mass of each: one by one at first, then in blocks within which it hardly differs. */
  #blocks(): { cells: number; mass: number }[] {
    const blocks: { cells: number; mass: number }[] = [];
    for (let from = 1; from <= this.features; ) {
      const to = Math.min(this.features + 1, from + Math.max(1, Math.floor(from / 256)));
      blocks.push({ cells: to - from, mass: this.#mass(from, to) / (to - from) });
      from = to;
    }
    return blocks;
  }

  /**
   * The c for which Σ_j 1 − exp(−c m_j) is `perRow`. The sum is concave in c and at most c Σ m_j, so that Newton's steps from perRow / Σ m_j rise
   * to the solution without passing it.
   */
  #intensityFor(perRow: number): number {
    const blocks = this.#blocks();
    let intensity = perRow / blocks.reduce((sum, { cells, mass }) => sum + cells * mass, 0);
    for (let step = Number.POSITIVE_INFINITY; step > 1e-12 * intensity; intensity += step) {
      let missing = perRow;
      let slope = 0;
      for (const { cells, mass } of blocks) {
        const absent = exp(-intensity * mass);
        missing -= cells * (1 - absent);
        slope += cells * mass * absent;
      }
      step = missing / slope;
    }
    return intensity;
  }
}

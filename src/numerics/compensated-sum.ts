/** Compensated sums side by side, such as one for each feature; see `CompensatedSum`. */
export class CompensatedSums {
  readonly #sums: Float64Array;
  readonly #lost: Float64Array;

  constructor(count: number) {
    this.#sums = new Float64Array(count);
    this.#lost = new Float64Array(count);
  }

  /** Adds a term to the sum with index `k`. */
  add(k: number, term: number): void {
    const before = this.#sums[k]!;
    const sum = before + term;
    this.#lost[k]! += lostIn(before, term, sum);
    this.#sums[k] = sum;
  }

  /** The sum with index `k`; not finite once a term was not. */
  at(k: number): number {
    const sum = this.#sums[k]!;
    return Number.isFinite(sum) ? sum + this.#lost[k]! : sum;
  }
}

/** a + b less `sum`, which is a + b rounded; exact. */
function lostIn(a: number, b: number, sum: number): number {
  return Math.abs(a) >= Math.abs(b) ? a - sum + b : b - sum + a;
}

/**
 * A sum whose rounding errors are collected and added at the end (Neumaier, ZAMM 1974). It is as accurate as a sum in twice the
 * precision, where plain addition of N losses could lose up to N last bits.
 */
export class CompensatedSum {
  #sum = 0;
  #lost = 0;

  add(term: number): void {
    const sum = this.#sum + term;
    this.#lost += lostIn(this.#sum, term, sum);
    this.#sum = sum;
  }

  /** The sum of all terms; not finite once a term was not. */
  get value(): number {
    return Number.isFinite(this.#sum) ? this.#sum + this.#lost : this.#sum;
  }
}

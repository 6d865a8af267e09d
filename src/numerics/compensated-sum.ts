/**
 * A sum whose rounding errors are collected and added at the end (Neumaier, ZAMM 1974). It is as accurate as a sum in twice the
 * precision, where plain addition of N losses could lose up to N last bits.
 */
export class CompensatedSum {
  #sum = 0;
  #lost = 0;

  add(term: number): void {
    const sum = this.#sum + term;
    this.#lost += Math.abs(this.#sum) >= Math.abs(term) ? this.#sum - sum + term : term - sum + this.#sum;
    this.#sum = sum;
  }

  /** The sum of all terms; not finite once a term was not. */
  get value(): number {
    return Number.isFinite(this.#sum) ? this.#sum + this.#lost : this.#sum;
  }
}

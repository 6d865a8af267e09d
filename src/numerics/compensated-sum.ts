/**
 * A sum whose rounding errors are collected and added at the end (Neumaier, ZAMM 1974): as good as if it had been made with
 * twice the digits, where adding up N losses one by one would lose up to N last bits.
 */
export class CompensatedSum {
  #sum = 0;
  #lost = 0;

  add(term: number): void {
    const sum = this.#sum + term;
    this.#lost += Math.abs(this.#sum) >= Math.abs(term) ? this.#sum - sum + term : term - sum + this.#sum;
    this.#sum = sum;
  }

  /** What has been added up; not finite once a term was not. */
  get value(): number {
    return Number.isFinite(this.#sum) ? this.#sum + this.#lost : this.#sum;
  }
}

/** What the order of handing out looks at. */
interface Waiting {
  readonly preparation: string;
}

/**
 * Runs that nobody makes yet, handed out so that those which share their preparation stay together: to prepare a run can take
 * longer than to make it. A lane goes on with what it has prepared; else it takes the next runs that nobody has prepared; else it
 * helps where most are left.
 */
export class WaitingRuns<T extends Waiting> {
  /** By preparation, in the order of coming; none is empty. */
  readonly #groups = new Map<string, T[]>();
  /** What each lane has prepared. */
  readonly #prepared = new Map<number, string>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(runs: readonly T[]): void {
    for (const run of runs) {
      const group = this.#groups.get(run.preparation);
      if (group) group.push(run);
      else this.#groups.set(run.preparation, [run]);
    }
    this.#count += runs.length;
  }

  /** Up to `most` runs for `lane`. */
  next(lane: number, most: number): T[] {
    const taken: T[] = [];
    while (taken.length < most && this.#count > 0) {
      const preparation = this.#choose(lane);
      const group = this.#groups.get(preparation)!;
      const part = group.splice(0, most - taken.length);
      if (group.length === 0) this.#groups.delete(preparation);
      this.#prepared.set(lane, preparation);
      this.#count -= part.length;
      taken.push(...part);
    }
    return taken;
  }

  #choose(lane: number): string {
    const own = this.#prepared.get(lane);
    if (own !== undefined && this.#groups.has(own)) return own;
    const elsewhere = new Set(this.#prepared.values());
    let largest: string | undefined;
    for (const [preparation, { length }] of this.#groups) {
      if (!elsewhere.has(preparation)) return preparation;
      if (largest === undefined || length > this.#groups.get(largest)!.length) largest = preparation;
    }
    return largest!;
  }
}

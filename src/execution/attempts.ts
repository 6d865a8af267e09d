import type { RunFailure } from './run-failure.ts';

/** How often a run is asked for that comes to no result through no fault of its own. */
const mostAttempts = 3;

/** Counts the attempts at each run that came to no result. */
export class Attempts {
  readonly #made = new Map<string, number>();

  /** Counts an attempt at the run with `key`. Returns undefined while the run is to be asked for again. */
  failureAfter(key: string, reason: string): RunFailure | undefined {
    const made = (this.#made.get(key) ?? 0) + 1;
    this.#made.set(key, made);
    return made < mostAttempts
      ? undefined
      : { text: `given up after ${made} attempts: ${reason}`, isNoBug: true };
  }
}

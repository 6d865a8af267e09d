import type { RunFailure } from './run-failure.ts';

/** How often a run is asked for where the answers are no result of it. */
const mostAttempts = 3;

/** Counts the answers to each run that were no result of it. */
export class Attempts {
  readonly #wrong = new Map<string, number>();

  /** Counts a wrong answer to the run with `key`. Returns undefined while the run is to be asked for again. */
  failureAfter(key: string, who: string): RunFailure | undefined {
    const wrong = (this.#wrong.get(key) ?? 0) + 1;
    this.#wrong.set(key, wrong);
    if (wrong < mostAttempts) return undefined;
    return { text: `${who} answered ${wrong} times, but never with a whole result of this run` };
  }
}

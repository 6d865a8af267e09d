import { doubled } from '../base/typed-array.ts';
import type { SyncView } from '../protocols/protocol.ts';

const INITIAL_CLOCKS = 64;

/** How many pushes of each worker have been counted, with the slowest and the fastest at hand. */
export class ClockTable implements SyncView {
  readonly workerCount: number;
  minClock = 0;
  maxClock = 0;
  pushCount = 0;
  readonly #clocks: Uint32Array;
  /** How many workers are at each clock, so that the slowest is found without looking at all of them. */
  #workersAt = new Uint32Array(INITIAL_CLOCKS);

  constructor(workerCount: number) {
    this.workerCount = workerCount;
    this.#clocks = new Uint32Array(workerCount);
    this.#workersAt[0] = workerCount;
  }

  clockOf(worker: number): number {
    return this.#clocks[worker]!;
  }

  /** Counts one push of `worker`. Returns whether the slowest clock has moved. */
  count(worker: number): boolean {
    const clock = this.#clocks[worker]!;
    if (clock + 1 === this.#workersAt.length) this.#workersAt = doubled(this.#workersAt);
    this.#clocks[worker] = clock + 1;
    this.pushCount += 1;
    this.#workersAt[clock] = this.#workersAt[clock]! - 1;
    this.#workersAt[clock + 1] = this.#workersAt[clock + 1]! + 1;
    if (clock + 1 > this.maxClock) this.maxClock = clock + 1;
    if (clock > this.minClock || this.#workersAt[clock]! > 0) return false;
    this.minClock = clock + 1;
    return true;
  }

  /** Pushes counted of workers other than `worker`. */
  countOfOthers(worker: number): number {
    return this.pushCount - this.#clocks[worker]!;
  }
}

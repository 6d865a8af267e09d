import { doubled } from '../base/typed-array.ts';

const INITIAL_CLOCKS = 64;

/**
 * How many pushes of each worker have been counted, with the slowest and the fastest clock. A worker that has left keeps its clock but does not
 * count among the slowest.
 */
export class ClockTable {
  readonly workerCount: number;
  minClock = 0;
  maxClock = 0;
  pushCount = 0;
  readonly #clocks: Uint32Array;
  /** How many workers are at each clock, so that the slowest is found without looking at all of them. */
  #workersAt = new Uint32Array(INITIAL_CLOCKS);
  #memberCount: number;
  /** Clocks that workers have done without a push that counts. Made when that happens first. */
  #skipped: Float64Array | undefined;

  constructor(workerCount: number) {
    this.workerCount = workerCount;
    this.#clocks = new Uint32Array(workerCount);
    this.#workersAt[0] = workerCount;
    this.#memberCount = workerCount;
  }

  clockOf(worker: number): number {
    return this.#clocks[worker]!;
  }

  /** Pushes counted of `worker`. */
  pushesOf(worker: number): number {
    return this.#clocks[worker]! - (this.#skipped?.[worker] ?? 0);
  }

  /** Counts one push of `worker`, a member. Returns whether the slowest clock has moved. */
  count(worker: number): boolean {
    this.pushCount += 1;
    return this.#advance(worker);
  }

  /** `worker`, a member, has done a clock without a push that counts. Returns whether the slowest clock has moved. */
  skip(worker: number): boolean {
    this.#skipped ??= new Float64Array(this.workerCount);
    this.#skipped[worker] = this.#skipped[worker]! + 1;
    return this.#advance(worker);
  }

  /** Returns whether the slowest clock has moved. */
  #advance(worker: number): boolean {
    const clock = this.#clocks[worker]!;
    if (clock + 1 === this.#workersAt.length) this.#workersAt = doubled(this.#workersAt);
    this.#clocks[worker] = clock + 1;
    this.#workersAt[clock] = this.#workersAt[clock]! - 1;
    this.#workersAt[clock + 1] = this.#workersAt[clock + 1]! + 1;
    if (clock + 1 > this.maxClock) this.maxClock = clock + 1;
    if (clock > this.minClock || this.#workersAt[clock]! > 0) return false;
    this.minClock = clock + 1;
    return true;
  }

  /** Pushes counted of workers other than `worker`. */
  countOfOthers(worker: number): number {
    return this.pushCount - this.pushesOf(worker);
  }

  /** `worker`, a member, is one no more. Returns whether the slowest clock has moved; with nobody left it stays. */
  leave(worker: number): boolean {
    const clock = this.#clocks[worker]!;
    const before = this.minClock;
    this.#workersAt[clock] = this.#workersAt[clock]! - 1;
    this.#memberCount -= 1;
    if (this.#memberCount === 0) return false;
    while (this.#workersAt[this.minClock] === 0) this.minClock += 1;
    return this.minClock > before;
  }

  /** `worker` becomes a member at `clock`, which is neither below its own nor below the slowest. */
  join(worker: number, clock: number): void {
    this.#skipped ??= new Float64Array(this.workerCount);
    this.#skipped[worker] = this.#skipped[worker]! + clock - this.#clocks[worker]!;
    while (clock >= this.#workersAt.length) this.#workersAt = doubled(this.#workersAt);
    this.#clocks[worker] = clock;
    this.#workersAt[clock] = this.#workersAt[clock]! + 1;
    if (clock > this.maxClock) this.maxClock = clock;
    if (this.#memberCount === 0) this.minClock = clock;
    this.#memberCount += 1;
  }
}

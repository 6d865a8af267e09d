import { assert } from '../base/assert.ts';
import type { HolderView, Push } from '../protocols/protocol.ts';
import { ClockTable } from './clock-table.ts';

/** What one server shard knows of its workers and rounds: who has pushed how often, what is held, and in which round whose replica was read. */
export class HolderTable implements HolderView {
  readonly workerCount: number;
  memberCount: number;
  round = 0;
  heldCount = 0;
  readonly #clocks: ClockTable;
  readonly #maxClocks: number;
  /** 1: the shards count on the worker. [workers] */
  readonly #isPresent: Uint8Array;
  /** 1: the worker is one of `memberCount`. [workers] */
  readonly #isMember: Uint8Array;
  /** Pushes of each worker in the round under way. [workers] */
  readonly #heldOf: Uint32Array;
  /** Workers that have any. */
  readonly #holders: number[] = [];
  /** The round, and the pushes of others handled, when the replica of a worker was read: side by side, as they are used. [2 · workers] */
  readonly #read: Float64Array;
  /** One object for all, since one is asked for with every push. */
  readonly #push = { worker: 0, clock: 0, round: 0, roundLag: 0, staleness: 0 };

  constructor(workerCount: number, maxClocks: number) {
    this.workerCount = workerCount;
    this.#clocks = new ClockTable(workerCount);
    this.memberCount = workerCount;
    this.#maxClocks = maxClocks;
    this.#isPresent = new Uint8Array(workerCount).fill(1);
    this.#isMember = new Uint8Array(workerCount).fill(1);
    this.#heldOf = new Uint32Array(workerCount);
    this.#read = new Float64Array(2 * workerCount);
  }

  get minClock(): number {
    return this.#clocks.minClock;
  }

  get maxClock(): number {
    return this.#clocks.maxClock;
  }

  get pushCount(): number {
    return this.#clocks.pushCount;
  }

  clockOf(worker: number): number {
    return this.#clocks.clockOf(worker);
  }

  isMember(worker: number): boolean {
    return this.#isMember[worker] === 1;
  }

  isHeld(worker: number): boolean {
    return this.#heldOf[worker]! > 0;
  }

  roundReadBy(worker: number): number {
    return this.#read[2 * worker]!;
  }

  /** What there is to say of a push of `worker` that has come. Borrowed until the next question. */
  describe(worker: number, clock: number): Push {
    const push = this.#push;
    push.worker = worker;
    push.clock = clock;
    push.round = this.#read[2 * worker]!;
    push.roundLag = this.round - push.round;
    push.staleness = this.#clocks.countOfOthers(worker) - this.#read[2 * worker + 1]!;
    return push;
  }

  /** The parameters have been read for `worker`. */
  noteRead(worker: number): void {
    this.#read[2 * worker] = this.round;
    this.#read[2 * worker + 1] = this.#clocks.countOfOthers(worker);
  }

  /** A push of `worker`, counted already, is part of the round under way. */
  hold(worker: number): void {
    if (this.#heldOf[worker] === 0) this.#holders.push(worker);
    this.#heldOf[worker] = this.#heldOf[worker]! + 1;
    this.heldCount += 1;
    this.#look(worker);
  }

  /** The round is over. */
  close(): void {
    this.round += 1;
    this.heldCount = 0;
    for (const worker of this.#holders) {
      this.#heldOf[worker] = 0;
      this.#look(worker);
    }
    this.#holders.length = 0;
    assert(this.memberCount >= 0, () => `${this.memberCount} workers have clocks left`);
  }

  /** Counts one push of `worker`. Returns whether the slowest clock has moved. */
  count(worker: number): boolean {
    const slowestMoved = this.#clocks.count(worker);
    if (this.clockOf(worker) >= this.#maxClocks) this.#look(worker);
    return slowestMoved;
  }

  /** `worker` has done a clock without a push that counts. Returns whether the slowest clock has moved. */
  skip(worker: number): boolean {
    const slowestMoved = this.#clocks.skip(worker);
    this.#look(worker);
    return slowestMoved;
  }

  /** The shards count on `worker` no more. Returns whether the slowest clock has moved. */
  leave(worker: number): boolean {
    this.#isPresent[worker] = 0;
    this.#look(worker);
    return this.#clocks.leave(worker);
  }

  /** The shards count on `worker`, which goes on at `clock`. */
  join(worker: number, clock: number): void {
    this.#clocks.join(worker, clock);
    this.#isPresent[worker] = 1;
    this.#look(worker);
  }

  /** Sees whether `worker` is a member. */
  #look(worker: number): void {
    const hasClocks = this.#isPresent[worker] === 1 && this.clockOf(worker) < this.#maxClocks;
    const isMember = hasClocks || this.#heldOf[worker]! > 0 ? 1 : 0;
    this.memberCount += isMember - this.#isMember[worker]!;
    this.#isMember[worker] = isMember;
  }
}

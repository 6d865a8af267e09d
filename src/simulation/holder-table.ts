import { assert } from '../base/assert.ts';
import type { HolderView, Push } from '../protocols/protocol.ts';
import { ClockTable } from './clock-table.ts';

/** What one server shard knows of its workers and rounds: who has pushed how often, what is held, and in which round whose replica was read. */
export class HolderTable extends ClockTable implements HolderView {
  memberCount: number;
  round = 0;
  heldCount = 0;
  readonly #maxClocks: number;
  /** 1: the shards count on the worker. [workers] */
  readonly #isPresent: Uint8Array;
  /** 1: the worker is one of `memberCount`. [workers] */
  readonly #isMember: Uint8Array;
  /** Pushes of each worker in the round under way. [workers] */
  readonly #heldOf: Uint32Array;
  /** Workers that have any. */
  readonly #holders: number[] = [];
  /** The round, and the pushes of others handled, when the replica of a worker was read. [workers] */
  readonly #roundRead: Float64Array;
  readonly #othersRead: Float64Array;
  /** One object for all, since one is asked for with every push. */
  readonly #push = { worker: 0, clock: 0, round: 0, roundLag: 0, staleness: 0 };

  constructor(workerCount: number, maxClocks: number) {
    super(workerCount);
    this.memberCount = workerCount;
    this.#maxClocks = maxClocks;
    this.#isPresent = new Uint8Array(workerCount).fill(1);
    this.#isMember = new Uint8Array(workerCount).fill(1);
    this.#heldOf = new Uint32Array(workerCount);
    this.#roundRead = new Float64Array(workerCount);
    this.#othersRead = new Float64Array(workerCount);
  }

  isMember(worker: number): boolean {
    return this.#isMember[worker] === 1;
  }

  isHeld(worker: number): boolean {
    return this.#heldOf[worker]! > 0;
  }

  roundReadBy(worker: number): number {
    return this.#roundRead[worker]!;
  }

  /** What there is to say of a push of `worker` that has come. Borrowed until the next question. */
  describe(worker: number, clock: number): Push {
    const push = this.#push;
    push.worker = worker;
    push.clock = clock;
    push.round = this.#roundRead[worker]!;
    push.roundLag = this.round - push.round;
    push.staleness = this.countOfOthers(worker) - this.#othersRead[worker]!;
    return push;
  }

  /** The parameters have been read for `worker`. */
  noteRead(worker: number): void {
    this.#roundRead[worker] = this.round;
    this.#othersRead[worker] = this.countOfOthers(worker);
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

  override count(worker: number): boolean {
    const slowestMoved = super.count(worker);
    this.#look(worker);
    return slowestMoved;
  }

  override skip(worker: number): boolean {
    const slowestMoved = super.skip(worker);
    this.#look(worker);
    return slowestMoved;
  }

  override leave(worker: number): boolean {
    this.#isPresent[worker] = 0;
    this.#look(worker);
    return super.leave(worker);
  }

  override join(worker: number, clock: number): void {
    super.join(worker, clock);
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

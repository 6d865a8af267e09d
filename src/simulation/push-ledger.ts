import { doubled } from '../base/typed-array.ts';

const INITIAL_CAPACITY = 64;
const NONE = -1;

/** The pushes that not every server shard has handled yet, as columns; a push is its row number. Rows are used again once freed. */
export class PushLedger {
  workers = new Int32Array(INITIAL_CAPACITY);
  /** The clock in which the update was computed. */
  clocks = new Uint32Array(INITIAL_CAPACITY);
  /** Updates of other workers that had been counted when the replica was pulled on which this one was computed. */
  othersAtPull = new Float64Array(INITIAL_CAPACITY);
  /** Server shards that have still to handle it. Of a row that is free: the one that was freed before it. */
  shardsLeft = new Int32Array(INITIAL_CAPACITY);
  /** 1 once a shard has dropped its part, so that the update will never be whole. */
  dropped = new Uint8Array(INITIAL_CAPACITY);
  #lastFreed = NONE;
  #freeCount = 0;
  #used = 0;

  /** How many there are. */
  get size(): number {
    return this.#used - this.#freeCount;
  }

  add(worker: number, clock: number, othersAtPull: number, shardCount: number): number {
    const push = this.#row();
    this.workers[push] = worker;
    this.clocks[push] = clock;
    this.othersAtPull[push] = othersAtPull;
    this.shardsLeft[push] = shardCount;
    this.dropped[push] = 0;
    return push;
  }

  free(push: number): void {
    this.shardsLeft[push] = this.#lastFreed;
    this.#lastFreed = push;
    this.#freeCount += 1;
  }

  #row(): number {
    const freed = this.#lastFreed;
    if (freed !== NONE) {
      this.#lastFreed = this.shardsLeft[freed]!;
      this.#freeCount -= 1;
      return freed;
    }
    if (this.#used === this.workers.length) this.#grow();
    return this.#used++;
  }

  #grow(): void {
    this.workers = doubled(this.workers);
    this.clocks = doubled(this.clocks);
    this.othersAtPull = doubled(this.othersAtPull);
    this.shardsLeft = doubled(this.shardsLeft);
    this.dropped = doubled(this.dropped);
  }
}

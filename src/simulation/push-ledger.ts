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
  #lastFreed = NONE;
  #used = 0;

  add(worker: number, clock: number, othersAtPull: number, shardCount: number): number {
    const push = this.#row();
    this.workers[push] = worker;
    this.clocks[push] = clock;
    this.othersAtPull[push] = othersAtPull;
    this.shardsLeft[push] = shardCount;
    return push;
  }

  free(push: number): void {
    this.shardsLeft[push] = this.#lastFreed;
    this.#lastFreed = push;
  }

  #row(): number {
    const freed = this.#lastFreed;
    if (freed !== NONE) {
      this.#lastFreed = this.shardsLeft[freed]!;
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
  }
}

import { assert } from '../base/assert.ts';
import { doubled } from '../base/typed-array.ts';

const INITIAL_CAPACITY = 64;
const NONE = -1;

/** What has become of a push as a whole. */
export const Fate = {
  /** No shard has dropped its part. */
  counts: 0,
  /** The protocol did not accept it at some shard. */
  refused: 1,
  /** Some shard has dropped its part, since its worker had been dropped. */
  void: 2,
} as const;

/**
 * The pushes that some server shard has still to handle, or holds, as columns; a push is its row number. Rows are used again once nobody needs
 * them.
 */
export class PushLedger {
  workers = new Int32Array(INITIAL_CAPACITY);
  /** The clock in which the update was computed. */
  clocks = new Uint32Array(INITIAL_CAPACITY);
  /** Updates of other workers that had been counted when the replica was pulled on which this one was computed. */
  othersAtPull = new Float64Array(INITIAL_CAPACITY);
  /** One of Fate. */
  fates = new Uint8Array(INITIAL_CAPACITY);
  /** Pushes that some shard has still to handle. */
  underWay = 0;
  /** Server shards that have still to handle it. */
  #unhandled = new Int32Array(INITIAL_CAPACITY);
  /** Who needs it still: server shards, and whoever counts updates. Of a row that is free: the one that was freed before it. */
  #users = new Int32Array(INITIAL_CAPACITY);
  #lastFreed = NONE;
  #used = 0;
  readonly #onFree: (push: number) => void;

  /** `onFree` hears of every push that nobody needs any more. */
  constructor(onFree: (push: number) => void) {
    this.#onFree = onFree;
  }

  add(worker: number, clock: number, othersAtPull: number, shardCount: number): number {
    const push = this.#row();
    this.workers[push] = worker;
    this.clocks[push] = clock;
    this.othersAtPull[push] = othersAtPull;
    this.fates[push] = Fate.counts;
    this.#unhandled[push] = shardCount;
    this.#users[push] = shardCount + 1;
    this.underWay += 1;
    return push;
  }

  /** A shard has handled `push`. Returns whether all have. */
  handled(push: number): boolean {
    assert(this.#unhandled[push]! > 0, () => `push ${push} was handled once too often`);
    this.#unhandled[push] = this.#unhandled[push]! - 1;
    if (this.#unhandled[push]! > 0) return false;
    this.underWay -= 1;
    return true;
  }

  /** A shard, or who counts updates, needs `push` no more. */
  release(push: number): void {
    assert(this.#users[push]! > 0, () => `push ${push} was released once too often`);
    this.#users[push] = this.#users[push]! - 1;
    if (this.#users[push]! > 0) return;
    this.#onFree(push);
    this.#users[push] = this.#lastFreed;
    this.#lastFreed = push;
  }

  #row(): number {
    const freed = this.#lastFreed;
    if (freed !== NONE) {
      this.#lastFreed = this.#users[freed]!;
      return freed;
    }
    if (this.#used === this.workers.length) this.#grow();
    return this.#used++;
  }

  #grow(): void {
    this.workers = doubled(this.workers);
    this.clocks = doubled(this.clocks);
    this.othersAtPull = doubled(this.othersAtPull);
    this.fates = doubled(this.fates);
    this.#unhandled = doubled(this.#unhandled);
    this.#users = doubled(this.#users);
  }
}

import { doubled } from '../base/typed-array.ts';

/** What a message is. */
export const MessageKind = { push: 0, pullRequest: 1, answer: 2 } as const;
export type MessageKind = (typeof MessageKind)[keyof typeof MessageKind];

const INITIAL_CAPACITY = 64;
const NONE = -1;

/**
 * The messages under way or being served, as columns; a message is its row number. Rows are used again once freed.
 * A message is always between a worker and a server shard.
 */
export class Messages {
  kinds = new Uint8Array(INITIAL_CAPACITY);
  workers = new Int32Array(INITIAL_CAPACITY);
  shards = new Int32Array(INITIAL_CAPACITY);
  /** Of a push: the clock in which its update was computed; of a pull: the clock that the worker wants to start. */
  clocks = new Uint32Array(INITIAL_CAPACITY);
  bytes = new Float64Array(INITIAL_CAPACITY);
  /** Parameter values carried, or asked for. */
  values = new Float64Array(INITIAL_CAPACITY);
  /** Of a push: its row in the ledger of pushes. Of a row that is free: the one that was freed before it. */
  pushes = new Int32Array(INITIAL_CAPACITY);
  /** In a run with faults: of a push the term, of a pull the life of its worker that it belongs to. */
  stamps = new Int32Array(INITIAL_CAPACITY);
  #lastFreed = NONE;
  #used = 0;

  /** A new message; `bytes`, `values` and `pushes` are the caller's to fill in. */
  add(kind: MessageKind, worker: number, shard: number, clock: number): number {
    const message = this.#row();
    this.kinds[message] = kind;
    this.workers[message] = worker;
    this.shards[message] = shard;
    this.clocks[message] = clock;
    return message;
  }

  free(message: number): void {
    this.pushes[message] = this.#lastFreed;
    this.#lastFreed = message;
  }

  #row(): number {
    const freed = this.#lastFreed;
    if (freed !== NONE) {
      this.#lastFreed = this.pushes[freed]!;
      return freed;
    }
    if (this.#used === this.kinds.length) this.#grow();
    return this.#used++;
  }

  #grow(): void {
    this.kinds = doubled(this.kinds);
    this.workers = doubled(this.workers);
    this.shards = doubled(this.shards);
    this.clocks = doubled(this.clocks);
    this.bytes = doubled(this.bytes);
    this.values = doubled(this.values);
    this.pushes = doubled(this.pushes);
    this.stamps = doubled(this.stamps);
  }
}

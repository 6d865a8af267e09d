import type { SimTime } from '../engine/time.ts';

const INITIAL_CAPACITY = 16;

/** A first-in first-out queue before one server, which measures itself. Times in whole nanoseconds. */
export class ServiceQueue {
  #items = new Int32Array(INITIAL_CAPACITY);
  #joined = new Float64Array(INITIAL_CAPACITY);
  #head = 0;
  #length = 0;
  #serviceStart = -1;

  #busy = 0;
  #waited = 0;
  #begun = 0;
  #served = 0;

  get length(): number {
    return this.#length;
  }

  /** Whether the server is serving. */
  get serving(): boolean {
    return this.#serviceStart >= 0;
  }

  /** Adds `item` at the end. */
  join(item: number, now: SimTime): void {
    if (this.#length === this.#items.length) this.#grow();
    const position = (this.#head + this.#length) & (this.#items.length - 1);
    this.#items[position] = item;
    this.#joined[position] = now;
    this.#length += 1;
  }

  /** Removes and returns the item at the head. There must be one. */
  leave(now: SimTime): number {
    const item = this.#items[this.#head]!;
    this.#waited += now - this.#joined[this.#head]!;
    this.#head = (this.#head + 1) & (this.#items.length - 1);
    this.#length -= 1;
    return item;
  }

  /** The server begins to serve an item that has left the queue. */
  begin(now: SimTime): void {
    this.#serviceStart = now;
    this.#begun += 1;
  }

  /** The server has finished what it served. */
  finish(now: SimTime): void {
    this.#busy += now - this.#serviceStart;
    this.#serviceStart = -1;
    this.#served += 1;
  }

  /** The server is busy with something that was not in the queue, until `endOther`. */
  beginOther(now: SimTime): void {
    this.#serviceStart = now;
  }

  /** The server stops, without having finished an item of the queue. */
  endOther(now: SimTime): void {
    this.#busy += now - this.#serviceStart;
    this.#serviceStart = -1;
  }

  /** Puts `item`, whose service was broken off, back to the head. */
  rejoinFirst(item: number, now: SimTime): void {
    if (this.#length === this.#items.length) this.#grow();
    this.#head = (this.#head + this.#items.length - 1) & (this.#items.length - 1);
    this.#items[this.#head] = item;
    this.#joined[this.#head] = now;
    this.#length += 1;
  }

  /** What has been measured from 0 to `now`. */
  measured(now: SimTime): {
    readonly utilisation: number;
    readonly queueMean: number;
    readonly waitMeanSeconds: number;
    readonly served: number;
  } {
    let waited = this.#waited;
    for (let k = 0; k < this.#length; k++) {
      waited += now - this.#joined[(this.#head + k) & (this.#items.length - 1)]!;
    }
    const busy = this.#busy + (this.serving ? now - this.#serviceStart : 0);
    return {
      utilisation: now === 0 ? 0 : busy / now,
      // Little's law, exact over a whole run: the integral of the queue's length is the sum of the times spent in it.
      queueMean: now === 0 ? 0 : waited / now,
      waitMeanSeconds: this.#begun === 0 ? 0 : this.#waited / this.#begun / 1e9,
      served: this.#served,
    };
  }

  #grow(): void {
    const size = this.#items.length;
    const items = new Int32Array(size * 2);
    const joined = new Float64Array(size * 2);
    for (let k = 0; k < size; k++) {
      items[k] = this.#items[(this.#head + k) & (size - 1)]!;
      joined[k] = this.#joined[(this.#head + k) & (size - 1)]!;
    }
    this.#items = items;
    this.#joined = joined;
    this.#head = 0;
  }
}

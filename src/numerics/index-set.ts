/**
 * A set of small whole numbers that is emptied in no time: a number is in it when its stamp is the current one. For
 * collecting the distinct indices of many rows without allocating.
 */
export class IndexSet {
  readonly #stamps: Uint32Array;
  readonly #members: Uint32Array;
  #stamp = 1;
  #size = 0;

  /** Numbers from 0 to `capacity` − 1. */
  constructor(capacity: number) {
    this.#stamps = new Uint32Array(capacity);
    this.#members = new Uint32Array(capacity);
  }

  get size(): number {
    return this.#size;
  }

  /** The members in the order in which they came: the first `size` of this. Borrowed until the next call. */
  get members(): Uint32Array {
    return this.#members;
  }

  clear(): void {
    this.#size = 0;
    this.#stamp++;
    if (this.#stamp < 2 ** 32) return;
    this.#stamps.fill(0);
    this.#stamp = 1;
  }

  /** Adds `indices[from]` to `indices[to − 1]`. */
  addAll(indices: Uint32Array, from: number, to: number): void {
    const stamps = this.#stamps;
    const members = this.#members;
    const stamp = this.#stamp;
    let size = this.#size;
    for (let entry = from; entry < to; entry++) {
      const index = indices[entry]!;
      if (stamps[index] === stamp) continue;
      stamps[index] = stamp;
      members[size++] = index;
    }
    this.#size = size;
  }

  /** Puts the members, all below `bound`, into ascending order. */
  sort(bound: number): void {
    // Walking through all stamps costs about as much for each as sorting does for each of its log2(size) rounds.
    const rounds = 32 - Math.clz32(this.#size);
    if (bound < this.#size * rounds) this.#collect(bound);
    else this.#members.subarray(0, this.#size).sort();
  }

  #collect(bound: number): void {
    let size = 0;
    for (let index = 0; index < bound; index++) {
      if (this.#stamps[index] === this.#stamp) this.#members[size++] = index;
    }
  }
}

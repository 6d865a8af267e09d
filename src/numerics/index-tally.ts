/**
 * Counts how often small whole numbers occur and lists those that do, so that the distinct indices of many rows are collected without
 * allocating. Emptying it takes time proportional to its members.
 */
export class IndexTally {
  readonly #counts: Uint32Array;
  readonly #members: Uint32Array;
  #size = 0;

  /** For numbers from 0 to `capacity` − 1. */
  constructor(capacity: number) {
    this.#counts = new Uint32Array(capacity);
    this.#members = new Uint32Array(capacity);
  }

  /** Number of members. */
  get size(): number {
    return this.#size;
  }

  /** The members are the first `size`, in order of arrival until they are sorted. Borrowed. */
  get members(): Uint32Array {
    return this.#members;
  }

  /** How often each number occurred. Borrowed. [capacity] */
  get counts(): Uint32Array {
    return this.#counts;
  }

  clear(): void {
    for (let place = 0; place < this.#size; place++) this.#counts[this.#members[place]!] = 0;
    this.#size = 0;
  }

  /** Counts `indices[from]` to `indices[to − 1]`. */
  addAll(indices: Uint32Array, from: number, to: number): void {
    const counts = this.#counts;
    const members = this.#members;
    let size = this.#size;
    for (let entry = from; entry < to; entry++) {
      const index = indices[entry]!;
      const before = counts[index]!;
      counts[index] = before + 1;
      if (before === 0) members[size++] = index;
    }
    this.#size = size;
  }

  /** Puts the members, all below `bound`, into ascending order. */
  sort(bound: number): void {
    // A walk through all counts costs about as much per count as sorting costs per member and round, of which there are log2(size).
    const rounds = 32 - Math.clz32(this.#size);
    if (bound < this.#size * rounds) this.#collect(bound);
    else this.#members.subarray(0, this.#size).sort();
  }

  #collect(bound: number): void {
    let size = 0;
    for (let index = 0; index < bound; index++) {
      if (this.#counts[index] !== 0) this.#members[size++] = index;
    }
  }
}

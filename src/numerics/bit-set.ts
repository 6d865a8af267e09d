/** A set of whole numbers, one bit each: small enough to stay in the cache, and it knows its members in ascending order. */
export class BitSet {
  readonly #words: Int32Array;

  /** For numbers from 0 to `capacity` − 1. */
  constructor(capacity: number) {
    this.#words = new Int32Array(Math.ceil(capacity / 32));
  }

  add(member: number): void {
    this.#words[member >>> 5]! |= 1 << (member & 31);
  }

  /** Writes the members in ascending order and returns their number. */
  membersInto(out: Uint32Array): number {
    const words = this.#words;
    let size = 0;
    for (let place = 0; place < words.length; place++) {
      for (let bits = words[place]!; bits !== 0; bits &= bits - 1) {
        out[size++] = place * 32 + (31 - Math.clz32(bits & -bits));
      }
    }
    return size;
  }

  clear(): void {
    this.#words.fill(0);
  }
}

/** A set of whole numbers, one bit each, small enough to stay in the cache while it is read in ascending order. */
export class BitSet {
  /** Number 32·k + i is a member when bit i of word k is set. Borrowed. */
  readonly words: Int32Array;

  /** For numbers from 0 to `capacity` − 1. */
  constructor(capacity: number) {
    this.words = new Int32Array(Math.ceil(capacity / 32));
  }

  add(member: number): void {
    this.words[member >>> 5]! |= 1 << (member & 31);
  }

  /** Returns a copy. */
  copy(): BitSet {
    const copied = new BitSet(32 * this.words.length);
    copied.words.set(this.words);
    return copied;
  }

  clear(): void {
    this.words.fill(0);
  }
}

/** Returns the position of the lowest set bit of `word`, which must not be 0. `word &= word - 1` clears it. */
export function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}

import { maxLineBytes } from './limits.ts';

/** Receives lines `bytes[start]` to `bytes[end]`; the last byte is a line feed, or a carriage return that is not before one. */
export type LinesConsumer = (bytes: Uint8Array, start: number, end: number) => void;

/** Joins chunks that were cut anywhere into blocks of whole lines, without copying more than the lines that were cut. */
export class WholeLines {
  readonly #consume: LinesConsumer;
  readonly #onLineTooLong: () => never;
  /** The beginning of a line whose end has not come yet. */
  #held = new Uint8Array(4096);
  #heldBytes = 0;

  constructor(consume: LinesConsumer, onLineTooLong: () => never) {
    this.#consume = consume;
    this.#onLineTooLong = onLineTooLong;
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; at += BLOCK_BYTES) {
      this.#pushBlock(chunk.subarray(at, at + BLOCK_BYTES));
    }
  }

  /** The last line may lack its end. */
  finish(): void {
    if (this.#heldBytes === 0) return;
    this.#hold(LINE_END);
    this.#release();
  }

  #pushBlock(block: Uint8Array): void {
    const lineEnd = block.includes(LINE_FEED) ? LINE_FEED : RETURN;
    // A carriage return that ends the block may belong to a line feed that is still to come.
    const end = block.lastIndexOf(lineEnd, lineEnd === RETURN ? -2 : -1) + 1;
    let start = 0;
    if (end > 0 && this.#heldBytes > 0) {
      start = block.indexOf(lineEnd) + 1;
      this.#hold(block.subarray(0, start));
      this.#release();
    }
    if (start < end) this.#consume(block, start, end);
    this.#hold(block.subarray(end));
  }

  #hold(part: Uint8Array): void {
    const needed = this.#heldBytes + part.length;
    if (needed > maxLineBytes) this.#onLineTooLong();
    if (needed > this.#held.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.#held.length));
      larger.set(this.#held.subarray(0, this.#heldBytes));
      this.#held = larger;
    }
    this.#held.set(part, this.#heldBytes);
    this.#heldBytes = needed;
  }

  #release(): void {
    const end = this.#heldBytes;
    this.#heldBytes = 0;
    this.#consume(this.#held, 0, end);
  }
}

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const LINE_END = Uint8Array.of(LINE_FEED);

/** A consumer makes room for all that a block could hold before it reads it; this bounds that room. */
const BLOCK_BYTES = 1 << 20;

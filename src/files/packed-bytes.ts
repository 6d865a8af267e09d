/** Chunks of a file, read byte by byte or chunk by chunk; bytes that were taken too many can be given back. */
export class PackedBytes {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array(0);
  #at = 0;
  /** Bytes of the file before the present chunk. */
  #before = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Where in the file the next byte is, from 0. */
  get offset(): number {
    return this.#before + this.#at;
  }

  /** Returns true if there is at least one more byte. */
  async fill(): Promise<boolean> {
    while (this.#at === this.#chunk.length) {
      const { done, value } = await this.#chunks.next();
      if (done) return false;
      this.#before += this.#chunk.length;
      this.#chunk = value;
      this.#at = 0;
    }
    return true;
  }

  /** The next byte; undefined at the end of the file. */
  async next(): Promise<number | undefined> {
    return (await this.fill()) ? this.#chunk[this.#at++] : undefined;
  }

  /** The rest of the present chunk. */
  take(): Uint8Array {
    const rest = this.#chunk.subarray(this.#at);
    this.#at = this.#chunk.length;
    return rest;
  }

  /** The last `count` bytes of what was taken last are to come again. */
  giveBack(count: number): void {
    this.#at -= count;
  }

  /** Call once, when no more bytes are wanted. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}

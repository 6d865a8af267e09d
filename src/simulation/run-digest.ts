import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

const BLOCK = 3 * 8 * 1024;

/** The one NaN that is written: which of the many bit patterns of a NaN arithmetic makes is up to the processor. */
const NAN_BITS = 0x7ff8_0000_0000_0000n;

/**
 * SHA-256 over each update in order (nanosecond, worker, clock) and then the final parameters, all as little-endian doubles, every NaN alike.
 * The same digest is the same run.
 */
export class RunDigest {
  readonly #hash = sha256.create();
  readonly #buffer = new DataView(new ArrayBuffer(BLOCK));
  #filled = 0;

  /** Adds one update. */
  update(nanosecond: number, worker: number, clock: number): void {
    this.#write(nanosecond);
    this.#write(worker);
    this.#write(clock);
  }

  /** Adds the parameters and returns the digest in hexadecimal. Nothing can be added afterwards. */
  finish(parameters: Float64Array): string {
    for (let j = 0; j < parameters.length; j++) this.#write(parameters[j]!);
    this.#flush();
    return bytesToHex(this.#hash.digest());
  }

  #write(value: number): void {
    if (this.#filled === BLOCK) this.#flush();
    if (Number.isNaN(value)) this.#buffer.setBigUint64(this.#filled, NAN_BITS, true);
    else this.#buffer.setFloat64(this.#filled, value, true);
    this.#filled += 8;
  }

  #flush(): void {
    this.#hash.update(new Uint8Array(this.#buffer.buffer, 0, this.#filled));
    this.#filled = 0;
  }
}

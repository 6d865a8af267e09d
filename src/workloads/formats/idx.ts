import { InputError } from '../../base/errors.ts';
import type { DataSet } from '../data-set.ts';
import type { ParserContext } from './data-parser.ts';

/** The contents of one IDX file of unsigned bytes. */
export interface IdxBytes {
  /** Sizes of the dimensions, outermost first. */
  readonly sizes: readonly number[];
  /** [product of sizes], the last dimension moving fastest. */
  readonly bytes: Uint8Array;
}

/**
 * One IDX file (the format of MNIST): two zero bytes, the type 8 (unsigned byte), the number of dimensions, their sizes as big-endian
 * 32-bit words, then the bytes.
 */
export class IdxParser {
  readonly #context: ParserContext;
  readonly #dimensions: { readonly least: number; readonly most: number };
  readonly #header: number[] = [];
  #sizes: readonly number[] | undefined;
  #claimed = 0;
  #body = new Uint8Array(1 << 16);
  #bodyBytes = 0;

  /** `what`: images have a first dimension that counts them and at least one more; labels have just the first. */
  constructor(context: ParserContext, what: 'images' | 'labels') {
    this.#context = context;
    this.#dimensions = what === 'images' ? { least: 2, most: 4 } : { least: 1, most: 1 };
  }

  push(chunk: Uint8Array): void {
    let at = 0;
    while (this.#sizes === undefined && at < chunk.length) this.#pushHeader(chunk[at++]!);
    if (at < chunk.length) this.#pushBody(chunk.subarray(at));
  }

  finish(): IdxBytes {
    if (this.#sizes === undefined) {
      this.#refuse(`the file ends after ${this.#header.length} bytes, within its header`, 'a whole IDX file');
    }
    if (this.#bodyBytes < this.#claimed) {
      this.#refuse(
        `${this.#bodyBytes} of ${this.#claimed} bytes that the header promises (${this.#sizes.join(' x ')})`,
        'a whole IDX file',
      );
    }
    return { sizes: this.#sizes, bytes: this.#body.slice(0, this.#claimed) };
  }

  #pushHeader(byte: number): void {
    this.#header.push(byte);
    const header = this.#header;
    if (header.length === 4) this.#checkMagic();
    if (header.length < 4 || header.length < 4 + 4 * header[3]!) return;
    const word = (k: number) => new DataView(Uint8Array.from(header).buffer).getUint32(4 + 4 * k);
    this.#sizes = Array.from({ length: header[3]! }, (_, k) => word(k));
    this.#checkSizes(this.#sizes);
  }

  #checkMagic(): void {
    const [first, second, type, dimensions] = this.#header;
    const { least, most } = this.#dimensions;
    if (first === 0 && second === 0 && type === 8 && dimensions! >= least && dimensions! <= most) return;
    const hex = this.#header.map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const kinds = least === most ? `0x0000080${least}` : `0x0000080${least} to 0x0000080${most}`;
    this.#refuse(
      `the file begins with 0x${hex}`,
      `${kinds}: IDX, unsigned bytes, ${dimensionsText(least, most)}`,
    );
  }

  #checkSizes(sizes: readonly number[]): void {
    const features = sizes.slice(1).reduce((product, size) => product * size, 1);
    if (sizes[0] === 0) this.#refuse('no examples', 'at least one');
    if (features === 0) this.#refuse('no features', 'at least one');
    if (features > this.#context.maxFeatures) {
      this.#refuse(
        `${features} features`,
        `1 to ${this.#context.maxFeatures}`,
        'if it is meant, set maxFeatures under workload.data to at least that',
      );
    }
    this.#claimed = features * sizes[0]!;
  }

  #pushBody(part: Uint8Array): void {
    const needed = this.#bodyBytes + part.length;
    if (needed > this.#claimed) {
      this.#refuse(`more than the ${this.#claimed} bytes that the header promises`, 'a whole IDX file');
    }
    // Grown as bytes come, not by what the header claims: a wrong header must not allocate.
    if (needed > this.#body.length) {
      const longer = new Uint8Array(Math.min(this.#claimed, Math.max(needed, 2 * this.#body.length)));
      longer.set(this.#body.subarray(0, this.#bodyBytes));
      this.#body = longer;
    }
    this.#body.set(part, this.#bodyBytes);
    this.#bodyBytes = needed;
  }

  #refuse(message: string, allowed: string, hint?: string): never {
    throw new InputError({ file: this.#context.file, message, allowed, ...(hint ? { hint } : {}) });
  }
}

function dimensionsText(least: number, most: number): string {
  return least === most ? `${least} dimension` : `${least} to ${most} dimensions`;
}

/** Images and labels as dense rows: one feature a pixel, its byte divided by 255; labels as they are. `files`: names for messages. */
export function idxDataSet(
  images: IdxBytes,
  labels: IdxBytes,
  files: { images: string; labels: string },
): DataSet {
  const rows = images.sizes[0]!;
  if (labels.sizes[0] !== rows) {
    throw new InputError({
      file: files.labels,
      message: `${labels.sizes[0]} labels for ${rows} images in ${files.images}`,
      allowed: 'one label for each image',
    });
  }
  const shares = Float64Array.from({ length: 256 }, (_, byte) => byte / 255);
  const values = new Float64Array(images.bytes.length);
  for (let i = 0; i < values.length; i++) values[i] = shares[images.bytes[i]!]!;
  return {
    rows,
    features: images.bytes.length / rows,
    labels: Float64Array.from(labels.bytes),
    examples: { kind: 'dense', values },
  };
}

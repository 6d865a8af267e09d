import type { DataSet } from '../data-set.ts';

/**
 * Sparse rows while they are being read. Labels and offsets are arrays that double when they are full; entries, of which there are many
 * more, are written to pieces that are joined at the end: nothing is copied twice, and pages are touched once.
 */
export class RowCollector {
  rows = 0;
  /** Entries of the piece that is being written. */
  entries = 0;
  /** Largest feature index so far, counted from 1; 0 when there is none. */
  features = 0;
  labels = new Float64Array(1024);
  indices = new Uint32Array(0);
  values = new Float64Array(0);
  /** offsets[i + 1] is where row i ends. */
  #offsets = new Float64Array(1025);
  #sealedEntries = 0;
  readonly #sealed: { indices: Uint32Array; values: Float64Array }[] = [];

  /** Makes room for so many more entries side by side in `indices` and `values`. */
  reserveEntries(count: number): void {
    if (this.entries + count <= this.values.length) return;
    this.#seal();
    const size = Math.max(count, Math.min(PIECE_ENTRIES, Math.max(4096, this.#sealedEntries)));
    this.indices = new Uint32Array(size);
    this.values = new Float64Array(size);
  }

  /** Makes room for one more label. */
  reserveRow(): void {
    if (this.rows < this.labels.length) return;
    this.labels = grown(this.labels, 2 * this.rows);
    this.#offsets = grown(this.#offsets, 2 * this.rows + 1);
  }

  /** Ends a row whose entries have been written behind the others of the piece. */
  endRow(entries: number): void {
    this.entries = entries;
    this.rows++;
    this.#offsets[this.rows] = this.#sealedEntries + entries;
  }

  /** The rows as a data set; the collector must not be used any more. */
  finish(features: number): DataSet {
    this.#seal();
    const indices = new Uint32Array(this.#sealedEntries);
    const values = new Float64Array(this.#sealedEntries);
    let at = 0;
    for (const piece of this.#sealed) {
      indices.set(piece.indices, at);
      values.set(piece.values, at);
      at += piece.indices.length;
    }
    const offsets = this.#offsets.slice(0, this.rows + 1);
    const examples = { kind: 'sparse' as const, offsets, indices, values };
    return { rows: this.rows, features, labels: this.labels.slice(0, this.rows), examples };
  }

  #seal(): void {
    const indices = this.indices.subarray(0, this.entries);
    this.#sealed.push({ indices, values: this.values.subarray(0, this.entries) });
    this.#sealedEntries += this.entries;
    this.entries = 0;
  }
}

/** 24 MiB of values and indices. */
const PIECE_ENTRIES = 1 << 21;

/** The same values in a longer array. */
export function grown(values: Float64Array, size: number): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(size);
  longer.set(values);
  return longer;
}

import type { SparseRows } from './data-set.ts';

/** A worker's own examples with the places of its replica for features. */
export class LocalRows {
  readonly #rows: SparseRows;
  /** Place of each feature in the replica at hand. [features] */
  readonly #places: Uint32Array;

  /** `rows`: of the whole training data. */
  constructor(rows: SparseRows, features: number) {
    this.#rows = rows;
    this.#places = new Uint32Array(features);
  }

  /**
   * The rows `examples` in that order, feature `held[p]` called p. Entries stay in the order of the data set, so that sums do not
   * depend on how a replica is laid out.
   */
  of(examples: Uint32Array, held: Uint32Array): SparseRows {
    held.forEach((feature, place) => {
      this.#places[feature] = place;
    });
    const own = this.#emptyRows(examples);
    examples.forEach((example, row) => {
      const from = this.#rows.offsets[example]!;
      const to = this.#rows.offsets[example + 1]!;
      const start = own.offsets[row]!;
      own.values.set(this.#rows.values.subarray(from, to), start);
      for (let entry = from; entry < to; entry++) {
        own.indices[start + entry - from] = this.#places[this.#rows.indices[entry]!]!;
      }
    });
    return own;
  }

  #emptyRows(examples: Uint32Array): SparseRows {
    const { offsets } = this.#rows;
    const own = new Float64Array(examples.length + 1);
    examples.forEach((example, row) => {
      own[row + 1] = own[row]! + offsets[example + 1]! - offsets[example]!;
    });
    const entries = own[examples.length]!;
    return {
      kind: 'sparse',
      offsets: own,
      indices: new Uint32Array(entries),
      values: new Float64Array(entries),
    };
  }
}

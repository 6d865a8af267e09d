/** Rows in compressed sparse form: row i holds entries `offsets[i]` to `offsets[i + 1]`, its indices ascending. */
export interface SparseRows {
  readonly kind: 'sparse';
  /** [rows + 1]; doubles, so that there may be more than 2^32 entries. */
  readonly offsets: Float64Array;
  /** [entries], counted from 0. */
  readonly indices: Uint32Array;
  /** [entries] */
  readonly values: Float64Array;
}

/** Rows side by side: row i is values i·features to (i + 1)·features. */
export interface DenseRows {
  readonly kind: 'dense';
  readonly values: Float64Array;
}

/** Examples as they were read: labels are still what the file says. */
export interface DataSet {
  readonly rows: number;
  readonly features: number;
  readonly examples: SparseRows | DenseRows;
  /** [rows] */
  readonly labels: Float64Array;
}

/** What a run trains on and what it measures accuracy on. */
export interface SplitData {
  readonly train: DataSet;
  /** Absent: accuracy is measured on `train`. It has as many features as `train`. */
  readonly test?: DataSet;
  /** What was done to the data as they were read, for manifests; absent where nothing was. */
  readonly preparation?: DataPreparation;
}

/** How the numbers that are computed on came from those of the file. */
export interface DataPreparation {
  /** The numbers of labels that the file has as words. */
  readonly labels?: Readonly<Record<string, number>>;
  readonly standardised?: Standardisation;
}

/** What was taken from each feature, and by what it was then divided. */
export interface Standardisation {
  /** Means over the training examples; absent for sparse rows, of which nothing is taken away. [features] */
  readonly means?: Float64Array;
  /** Population standard deviations over the training examples; 1 for a feature that does not vary. [features] */
  readonly deviations: Float64Array;
}

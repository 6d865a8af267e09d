import type { DataSet, DenseRows, SparseRows, SplitData } from '../workloads/data-set.ts';

/** The same data in memory that all threads see: handing them to a thread copies nothing. */
export function shared({ train, test }: SplitData): SplitData {
  const sharedTrain = sharedSet(train);
  if (test === undefined) return { train: sharedTrain };
  return { train: sharedTrain, test: test === train ? sharedTrain : sharedSet(test) };
}

function sharedSet(set: DataSet): DataSet {
  return { ...set, labels: sharedArray(set.labels), examples: sharedRows(set.examples) };
}

function sharedRows(rows: SparseRows | DenseRows): SparseRows | DenseRows {
  if (rows.kind === 'dense') return { kind: 'dense', values: sharedArray(rows.values) };
  const { offsets, indices, values } = rows;
  return {
    kind: 'sparse',
    offsets: sharedArray(offsets),
    indices: sharedArray(indices),
    values: sharedArray(values),
  };
}

function sharedArray<T extends Float64Array | Uint32Array>(values: T): T {
  if (values.buffer instanceof SharedArrayBuffer) return values;
  const memory = new SharedArrayBuffer(values.byteLength);
  const copy = new (values.constructor as new (memory: SharedArrayBuffer) => T)(memory);
  copy.set(values);
  return copy;
}

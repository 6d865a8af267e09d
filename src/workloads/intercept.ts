import type { DataSet, DenseRows, SparseRows } from './data-set.ts';

/** The same examples with one more feature, the last, that is always 1. */
export function withIntercept(data: DataSet): DataSet {
  const { examples, rows, features } = data;
  return {
    ...data,
    features: features + 1,
    examples: examples.kind === 'sparse' ? sparse(examples, rows, features) : dense(examples, rows, features),
  };
}

function sparse({ offsets, indices, values }: SparseRows, rows: number, features: number): SparseRows {
  const wider = {
    kind: 'sparse' as const,
    offsets: offsets.map((offset, row) => offset + row),
    indices: new Uint32Array(indices.length + rows),
    values: new Float64Array(values.length + rows),
  };
  for (let row = 0; row < rows; row++) {
    const from = offsets[row]!;
    const to = offsets[row + 1]!;
    wider.indices.set(indices.subarray(from, to), wider.offsets[row]!);
    wider.values.set(values.subarray(from, to), wider.offsets[row]!);
    const last = wider.offsets[row + 1]! - 1;
    wider.indices[last] = features;
    wider.values[last] = 1;
  }
  return wider;
}

function dense({ values }: DenseRows, rows: number, features: number): DenseRows {
  const wider = new Float64Array(rows * (features + 1));
  for (let row = 0; row < rows; row++) {
    wider.set(values.subarray(row * features, (row + 1) * features), row * (features + 1));
    wider[row * (features + 1) + features] = 1;
  }
  return { kind: 'dense', values: wider };
}

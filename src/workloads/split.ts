import { InputError } from '../base/errors.ts';
import { shuffle } from '../random/shuffle.ts';
import type { Streams } from '../random/streams.ts';
import type { DataSet, DenseRows, SparseRows, SplitData } from './data-set.ts';

/**
 * Holds out round(fraction · rows) examples, drawn without replacement; the others, and those held out, stay in the order of the file.
 * `streams` is that of replication 0, so that all replications and algorithms are measured on the same examples.
 */
export function splitHoldOut(data: DataSet, fraction: number, streams: Streams): SplitData {
  const held = Math.round(fraction * data.rows);
  if (!(held > 0 && held < data.rows)) {
    throw new InputError({
      path: 'workload.data.test',
      message: `${fraction} of ${data.rows} examples leaves ${held > 0 ? 'none to train on' : 'none to test on'}`,
      allowed: 'a part that holds out at least one example and leaves at least one',
    });
  }
  const order = new Uint32Array(data.rows).map((_, row) => row);
  shuffle(order, streams.stream('test-split').sequence(0));
  return {
    train: selectRows(data, order.slice(held).sort()),
    test: selectRows(data, order.slice(0, held).sort()),
  };
}

/** Copies of the rows that are listed, in that order. */
export function selectRows(data: DataSet, rows: Uint32Array): DataSet {
  const labels = Float64Array.from(rows, (row) => data.labels[row]!);
  const { examples, features } = data;
  const selected = examples.kind === 'sparse' ? sparse(examples, rows) : dense(examples, rows, features);
  return { rows: rows.length, features, labels, examples: selected };
}

function sparse({ offsets, indices, values }: SparseRows, rows: Uint32Array): SparseRows {
  const ends = new Float64Array(rows.length + 1);
  rows.forEach((row, k) => {
    ends[k + 1] = ends[k]! + offsets[row + 1]! - offsets[row]!;
  });
  const count = ends[rows.length]!;
  const chosen = { indices: new Uint32Array(count), values: new Float64Array(count) };
  rows.forEach((row, k) => {
    chosen.indices.set(indices.subarray(offsets[row]!, offsets[row + 1]!), ends[k]!);
    chosen.values.set(values.subarray(offsets[row]!, offsets[row + 1]!), ends[k]!);
  });
  return { kind: 'sparse', offsets: ends, ...chosen };
}

function dense({ values }: DenseRows, rows: Uint32Array, features: number): DenseRows {
  const chosen = new Float64Array(rows.length * features);
  rows.forEach((row, k) => {
    chosen.set(values.subarray(row * features, (row + 1) * features), k * features);
  });
  return { kind: 'dense', values: chosen };
}

import { join } from 'node:path';
import type { DataSet } from '../../src/workloads/data-set.ts';
import { readDoubles, readIntegers } from './read-raw.ts';

/** The examples that make-sparse-data.ts has written. */
export function sparseData(folder: string, features: number): DataSet {
  const labels = readDoubles(join(folder, 'labels'));
  return {
    rows: labels.length,
    features,
    labels,
    examples: {
      kind: 'sparse',
      offsets: readDoubles(join(folder, 'offsets')),
      indices: readIntegers(join(folder, 'indices')),
      values: readDoubles(join(folder, 'values')),
    },
  };
}

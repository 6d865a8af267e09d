import { type Definition, valuesOf } from '../../../src/base/options.ts';
import { Streams } from '../../../src/random/streams.ts';
import type { DataSet, DenseRows, SparseRows } from '../../../src/workloads/data-set.ts';
import type { GeneratedData } from '../../../src/workloads/synthetic/generator.ts';
import { generators } from '../../../src/workloads/synthetic/index.ts';

/** What a generator makes of the options that are given; the others have their defaults. */
export function generated(kind: string, given: Record<string, unknown>, seed = 1): GeneratedData {
  const generator = generators.get(kind);
  const options: Definition['options'] = generator.options;
  return generator.create(valuesOf(options, given), new Streams(seed, 0).stream('synthetic'));
}

export function contradictionOf(kind: string, given: Record<string, unknown>): string | undefined {
  const generator = generators.get(kind);
  return generator.contradiction?.(valuesOf(generator.options, given));
}

export function sparseRows({ examples }: DataSet): SparseRows {
  if (examples.kind !== 'sparse') throw new Error('dense');
  return examples;
}

export function denseRows({ examples }: DataSet): DenseRows {
  if (examples.kind !== 'dense') throw new Error('sparse');
  return examples;
}

/** The rows as full vectors. */
export function vectorsOf(data: DataSet): number[][] {
  const { examples, features, rows } = data;
  return Array.from({ length: rows }, (_, row) => {
    if (examples.kind === 'dense')
      return Array.from(examples.values.slice(row * features, (row + 1) * features));
    const vector = new Array<number>(features).fill(0);
    for (let k = examples.offsets[row]!; k < examples.offsets[row + 1]!; k++)
      vector[examples.indices[k]!] = examples.values[k]!;
    return vector;
  });
}

/** (1/N) Σ ½ (x·w − y)² and its gradient, straight from their definitions. */
export function leastSquares(data: DataSet, w: ArrayLike<number>): { objective: number; gradient: number[] } {
  const gradient = new Array<number>(data.features).fill(0);
  let objective = 0;
  vectorsOf(data).forEach((x, row) => {
    const residual = x.reduce((sum, value, j) => sum + value * w[j]!, 0) - data.labels[row]!;
    objective += residual ** 2 / 2 / data.rows;
    x.forEach((value, j) => {
      gradient[j] = gradient[j]! + (residual * value) / data.rows;
    });
  });
  return { objective, gradient };
}

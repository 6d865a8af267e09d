import type { DataSet } from '../data-set.ts';
import { denseMulti, denseSingle } from './dense.ts';
import { sparseMulti, sparseSingle } from './sparse.ts';

/**
 * The two passes over an example of which every gradient of a linear model is made. Parameters lie by feature: w[j·K + k].
 * Entries are always taken in the order in which they are stored, so that a sum has one value.
 */
export interface Kernel {
  /** scores[k] = Σ_j x_j · parameters[j·K + k]. */
  scoresInto(scores: Float64Array, parameters: Float64Array, row: number): void;
  /** target[j·K + k] += coefficients[k] · x_j. */
  addScaled(target: Float64Array, coefficients: Float64Array, row: number): void;
}

/** The kernel for rows of this kind and K = `outputs`. */
export function kernelFor(data: Pick<DataSet, 'features' | 'examples'>, outputs: number): Kernel {
  const { examples, features } = data;
  if (examples.kind === 'sparse')
    return outputs === 1 ? sparseSingle(examples) : sparseMulti(examples, outputs);
  return outputs === 1
    ? denseSingle(examples.values, features)
    : denseMulti(examples.values, features, outputs);
}

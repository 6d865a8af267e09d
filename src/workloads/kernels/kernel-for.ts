import type { DataSet } from '../data-set.ts';
import { denseMulti, denseSingle } from './dense.ts';
import type { Kernel } from './kernel.ts';
import { sparseMulti, sparseSingle } from './sparse.ts';

/** The kernel for rows of this kind and K = `outputs`. */
export function kernelFor(data: Pick<DataSet, 'features' | 'examples'>, outputs: number): Kernel {
  const { examples, features } = data;
  if (examples.kind === 'sparse')
    return outputs === 1 ? sparseSingle(examples) : sparseMulti(examples, outputs);
  return outputs === 1
    ? denseSingle(examples.values, features)
    : denseMulti(examples.values, features, outputs);
}

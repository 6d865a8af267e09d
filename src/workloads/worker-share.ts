import type { DataSet, SparseRows } from './data-set.ts';
import { type HeldFeatures, holdEverything, LocalFeatures } from './held-parameters.ts';
import type { Kernel } from './kernels/kernel.ts';
import { kernelFor } from './kernels/kernel-for.ts';
import type { LinearProblem } from './linear-problem.ts';
import { LocalRows } from './local-rows.ts';

/** A worker's examples and the features that it holds. */
export interface WorkerShare {
  readonly held: HeldFeatures;
  /** Rows whose feature indices are places in the replica: the worker's own, or those of the whole data set. */
  readonly examples: DataSet['examples'];
  readonly kernel: Kernel;
  /** By row of `examples`. */
  readonly labels: Float64Array;
  /** The worker's rows of `examples`, in the order of epoch 0. */
  readonly rows: Uint32Array;
}

/** Everybody holds everything; examples stay where they are. */
export function fullShares(
  { train, labels, model }: LinearProblem,
  shardOffsets: Uint32Array,
  assignment: readonly Uint32Array[],
): WorkerShare[] {
  const held = holdEverything(train.features, model.outputs, shardOffsets);
  const kernel = kernelFor(train, model.outputs);
  return assignment.map((rows) => ({ held, examples: train.examples, kernel, labels, rows }));
}

/** A worker holds the features of its own examples, which it gets as compressed rows of its own, in the order of `assignment`. */
export function localShares(
  { train, labels, model }: LinearProblem,
  sparse: SparseRows,
  shardOffsets: Uint32Array,
  assignment: readonly Uint32Array[],
): WorkerShare[] {
  const features = new LocalFeatures(sparse, train.features, model.outputs, shardOffsets);
  const localRows = new LocalRows(sparse, train.features);
  return assignment.map((dealt) => {
    const held = features.of(dealt);
    const examples = localRows.of(dealt, held.features!);
    const kernel = kernelFor({ examples, features: held.count }, model.outputs);
    const rows = dealt.map((_, row) => row);
    return { held, examples, kernel, labels: Float64Array.from(dealt, (row) => labels[row]!), rows };
  });
}

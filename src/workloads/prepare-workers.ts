import { IndexTally } from '../numerics/index-tally.ts';
import { dealingOf } from './dealt-worker.ts';
import { fixedOrder, newOrderEveryEpoch } from './example-order.ts';
import { serverShardOffsets } from './held-parameters.ts';
import { l2TermsOf } from './l2-term.ts';
import type { LinearProblem } from './linear-problem.ts';
import { LinearWorker } from './linear-worker.ts';
import { checkBatchSize, miniBatchesOf } from './mini-batches.ts';
import { TouchedFeatures } from './touched-features.ts';
import type { Walk } from './walk.ts';
import { fullShares, localShares, type WorkerShare } from './worker-share.ts';
import type { Dealing } from './workload.ts';
import type { WorkloadContext, WorkloadSettings } from './workload-settings.ts';

/** The workers, and the largest factor by which a parameter's own value enters a gradient. */
export interface PreparedWorkers {
  readonly workers: readonly LinearWorker[];
  readonly strongestL2: number;
  /** Where every worker holds every feature. */
  deal?(): Dealing;
}

/** Builds every worker's part of the work from `assignment`: its examples, in the order of epoch 0. */
export function prepareWorkers(
  settings: WorkloadSettings,
  problem: LinearProblem,
  context: WorkloadContext,
  assignment: readonly Uint32Array[],
): PreparedWorkers {
  const { l2, batchSize, batchesPerClock, gradient, shuffle } = settings;
  const { model, train } = problem;
  const sizes = assignment.map(({ length }) => length);
  checkBatchSize(batchSize, sizes);
  const batchesOf = sizes.map((size) => miniBatchesOf(batchSize, size));
  const shares = sharesOf(settings, problem, context.shardCount, assignment);
  const l2Terms = l2TermsOf(l2, shares, train.features, model.outputs);
  const stream = shuffle === 'every-epoch' ? context.streams.stream('shuffle') : null;
  const touchedOf = touchedFinder(l2 > 0 || context.movesEverything, shares, model.outputs);
  const work = new Float64Array(largest(shares.map(({ held }) => held.parameters.count)));
  const scores = new Float64Array(model.outputs);

  const workerOf = (share: WorkerShare, worker: number) => {
    const { held, rows, kernel, labels } = share;
    const order = stream ? newOrderEveryEpoch(rows, stream, worker) : fixedOrder(rows);
    const walking = { order, batches: miniBatchesOf(batchSize, rows.length), batchesPerClock };
    return new LinearWorker({
      ...walking,
      model,
      kernel,
      labels,
      gradient,
      scores,
      held: held.parameters,
      work: work.subarray(0, held.parameters.count),
      entriesOf: entriesOf(share.examples, train.features),
      touched: touchedOf(share, walking),
      l2: l2Terms.ofWorkers[worker]!,
    });
  };
  const multiple = gradient === 'sum' ? largest(batchesOf.map((batches) => batches.largest)) : 1;
  return {
    workers: shares.map(workerOf),
    strongestL2: l2Terms.strongest * multiple,
    ...(shares.every(({ held }) => held.features === null) && {
      deal: () => dealingOf(assignment, (worker) => (rows) => workerOf({ ...shares[worker]!, rows }, worker)),
    }),
  };
}

function sharesOf(
  { features }: WorkloadSettings,
  problem: LinearProblem,
  shardCount: number,
  assignment: readonly Uint32Array[],
): WorkerShare[] {
  const shardOffsets = serverShardOffsets(problem.parameterCount, shardCount);
  const { examples } = problem.train;
  return features === 'local' && examples.kind === 'sparse'
    ? localShares(problem, examples, shardOffsets, assignment)
    : fullShares(problem, shardOffsets, assignment);
}

/** Makes a worker's `TouchedFeatures`, all on one tally; null where every step moves everything. */
function touchedFinder(movesEverything: boolean, shares: readonly WorkerShare[], outputs: number) {
  const tally = new IndexTally(movesEverything ? 0 : largest(shares.map(({ held }) => held.count)));
  return ({ held, examples }: WorkerShare, walking: Walk) => {
    if (movesEverything || examples.kind === 'dense') return null;
    return new TouchedFeatures({ ...walking, rows: examples, heldCount: held.count, outputs, tally });
  };
}

/** Stored entries of a row. */
function entriesOf(examples: WorkerShare['examples'], features: number): (row: number) => number {
  if (examples.kind === 'dense') return () => features;
  const { offsets } = examples;
  return (row) => offsets[row + 1]! - offsets[row]!;
}

function largest(sizes: readonly number[]): number {
  return sizes.reduce((most, size) => Math.max(most, size), 0);
}

import { IndexSet } from '../numerics/index-set.ts';
import { fixedOrder, newOrderEveryEpoch } from './example-order.ts';
import { serverShardOffsets } from './held-parameters.ts';
import { l2TermsOf } from './l2-term.ts';
import type { LinearProblem } from './linear-problem.ts';
import { LinearWorker } from './linear-worker.ts';
import { miniBatchesOf } from './mini-batches.ts';
import type { WorkloadContext, WorkloadSettings } from './prepare-workload.ts';
import { TouchedFeatures } from './touched-features.ts';
import { fullShares, localShares, type WorkerShare } from './worker-share.ts';

/** The workers, and the largest factor by which a parameter's own value enters a gradient. */
export interface PreparedWorkers {
  readonly workers: readonly LinearWorker[];
  readonly strongestL2: number;
}

/** Builds every worker's part of the work from `assignment`: its examples, in the order of epoch 0. */
export function prepareWorkers(
  settings: WorkloadSettings,
  problem: LinearProblem,
  context: WorkloadContext,
  assignment: readonly Uint32Array[],
): PreparedWorkers {
  const { l2, batchSize, batchesPerClock, gradient, shuffle } = settings;
  const { outputs } = problem.model;
  const { features } = problem.train;
  const batchesOf = assignment.map(({ length }, worker) => miniBatchesOf(batchSize, length, worker));
  const shares = sharesOf(settings, problem, context.shardCount, assignment);
  const terms = l2TermsOf(
    l2,
    shares.map(({ held }) => held.features),
    features,
    outputs,
  );
  const everyEpoch = shuffle === 'every-epoch' ? context.streams.stream('shuffle') : null;
  const carriesAll = l2 > 0 || context.movesEverything;
  const set = new IndexSet(carriesAll ? 0 : largest(shares.map(({ held }) => held.count)));
  const work = new Float64Array(largest(shares.map(({ held }) => held.parameters.count)));
  const scores = new Float64Array(outputs);

  const workers = shares.map(({ held, examples, rows, ...share }, worker) => {
    const order = everyEpoch ? newOrderEveryEpoch(rows, everyEpoch, worker) : fixedOrder(rows);
    const batches = batchesOf[worker]!;
    const touched =
      carriesAll || examples.kind === 'dense'
        ? null
        : new TouchedFeatures({
            rows: examples,
            order,
            batches,
            batchesPerClock,
            heldCount: held.count,
            outputs,
            set,
          });
    return new LinearWorker({
      held: held.parameters,
      batches,
      batchesPerClock,
      order,
      model: problem.model,
      kernel: share.kernel,
      labels: share.labels,
      entriesOf: entriesOf(examples, features),
      touched,
      l2: terms.ofWorkers[worker]!,
      gradient,
      work: work.subarray(0, held.parameters.count),
      scores,
    });
  });
  const multiple = gradient === 'sum' ? largest(batchesOf.map(({ largest: size }) => size)) : 1;
  return { workers, strongestL2: terms.strongest * multiple };
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

/** Stored entries of a row. */
function entriesOf(examples: WorkerShare['examples'], features: number): (row: number) => number {
  if (examples.kind === 'dense') return () => features;
  const { offsets } = examples;
  return (row) => offsets[row + 1]! - offsets[row]!;
}

function largest(sizes: readonly number[]): number {
  return sizes.reduce((most, size) => Math.max(most, size), 0);
}

import { InputError } from '../base/errors.ts';
import type { SplitData } from './data-set.ts';
import { shuffled } from './example-order.ts';
import { type LinearProblem, linearProblem } from './linear-problem.ts';
import { partitionExamples } from './partition.ts';
import { prepareWorkers } from './prepare-workers.ts';
import type { Evaluation, Workload } from './workload.ts';
import type { WorkloadContext, WorkloadSettings } from './workload-settings.ts';

/** A workload and what only its preparation can tell. */
export interface PreparedWorkload extends Workload {
  /**
   * The largest factor by which a parameter's own value enters a gradient: l2·M/M_j, times the examples of a mini-batch for
   * `gradient: sum`. With a learning rate η that makes η times it 2 or more, such a parameter grows without bound.
   */
  readonly strongestL2: number;
}

/**
 * Deals the training examples to the workers and prepares their replicas and mini-batches.
 * @throws InputError when data, model, cluster and batch size do not go together.
 */
export function prepareWorkload(
  settings: WorkloadSettings,
  data: SplitData,
  context: WorkloadContext,
): PreparedWorkload {
  const problem = linearProblem(settings, data, context.models);
  const { parameterCount, objective, test } = problem;
  refuseTooManyShards(context.shardCount, parameterCount);
  const assignment = assignExamples(settings, problem, context);
  const { workers, strongestL2, deal } = prepareWorkers(settings, problem, context, assignment);
  return {
    parameterCount,
    initial: initialParameters(context.initial, parameterCount),
    workers,
    ...(deal && { deal }),
    strongestL2,
    objective: (parameters) => objective.valueAt(parameters),
    accuracy: (parameters) => test.accuracyAt(parameters),
    evaluate: (parameters) => evaluate(problem, parameters),
  };
}

function evaluate({ objective, test }: LinearProblem, parameters: Float64Array): Evaluation {
  if (test === objective) return { ...objective.evaluate(parameters), testLoss: undefined };
  const { objective: testLoss, accuracy } = test.evaluate(parameters);
  return { objective: objective.valueAt(parameters), accuracy, testLoss };
}

/** Each worker's examples, in the order of epoch 0. */
function assignExamples(
  { partition, shuffle }: WorkloadSettings,
  { labels }: LinearProblem,
  { streams, workerSpeeds }: WorkloadContext,
): Uint32Array[] {
  const uniforms = () => streams.stream('partition').sequence(0);
  const dealt = partitionExamples(partition, { labels, workerSpeeds, uniforms });
  if (shuffle !== 'once') return dealt;
  const stream = streams.stream('shuffle');
  return dealt.map((examples, worker) => shuffled(examples, stream, worker, 0));
}

function initialParameters(initial: number | readonly number[], count: number): Float64Array {
  // Adding 0 turns −0 into 0, so that adding an update of zeros gives the same bits as not adding it.
  if (typeof initial === 'number') return new Float64Array(count).fill(initial + 0);
  if (initial.length === count) return Float64Array.from(initial, (value) => value + 0);
  throw new InputError({
    path: 'training.initial',
    message: `${initial.length} values for ${count} parameters`,
    allowed: `one number, or ${count} of them`,
  });
}

function refuseTooManyShards(shardCount: number, parameterCount: number): void {
  if (shardCount <= parameterCount) return;
  throw new InputError({
    path: 'cluster.servers.count',
    message: `${shardCount} server shards for ${parameterCount} parameters`,
    allowed: `at most ${parameterCount}`,
  });
}

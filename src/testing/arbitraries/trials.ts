import fc from 'fast-check';
import type {
  AlgorithmSpec,
  ClusterSpec,
  PartitionKind,
  Scenario,
  StopSpec,
  TrainingSpec,
  WorkloadSpec,
} from '../../scenarios/scenario.ts';
import type { SplitData } from '../../workloads/data-set.ts';
import { fileSpecOf } from '../data-text.ts';
import type { Trial } from '../trial.ts';
import { algorithmDrafts } from './algorithms.ts';
import { type ClusterChoices, clusters, MILLISECOND, workerCountOf } from './clusters.ts';
import { type DataDraft, dataDrafts, dataOf } from './data-sets.ts';
import {
  batchSizesFor,
  LABELS,
  type LearningDraft,
  learningDrafts,
  MODELS,
  type ModelName,
  PARTITIONS,
  TIMELESS_PARTITIONS,
} from './learning.ts';
import { asksForLevel } from './stragglers.ts';
import { multiples, oneOf } from './variates.ts';

/** Constraints on trials. Everything that is left out is drawn. */
export interface TrialChoices extends ClusterChoices {
  readonly algorithms?: fc.Arbitrary<AlgorithmSpec>;
  readonly models?: readonly ModelName[];
  readonly partitions?: readonly PartitionKind[];
  /** `equal`: every worker has equally many examples, in whole mini-batches. */
  readonly shards?: 'any' | 'equal';
  readonly maxBatchesPerClock?: number;
  /** Most features; default 12. */
  readonly maxFeatures?: number;
  /** Fixes parts of the shape of the data. */
  readonly data?: Partial<DataDraft>;
  /** Fixes parts of the workload or of the training. */
  readonly workload?: Partial<WorkloadSpec>;
  readonly training?: Partial<TrainingSpec>;
  /**
   * `clocks`: a run ends when every worker has done its clocks. `rounds`: perhaps before, after whole rounds of M updates. `any`:
   * perhaps at an update, an instant or a target.
   */
  readonly stops?: 'clocks' | 'rounds' | 'any';
  readonly maxClocks?: number;
}

interface Draft {
  readonly cluster: ClusterSpec;
  readonly data: DataDraft;
  readonly examplesEach: number;
  readonly extraExamples: number;
  readonly learning: LearningDraft;
  readonly computeTime: WorkloadSpec['computeTime'];
  readonly stop: StopSpec;
  readonly algorithm: AlgorithmSpec;
  readonly seed: number;
}

/**
 * Scenarios with data: at most 8 workers, 3 shards, 60 examples and 12 features. They shrink to the fewest workers, one shard, one
 * clock and no stragglers.
 */
export function trials(choices: TrialChoices = {}): fc.Arbitrary<Trial> {
  const { models = MODELS, maxBatchesPerClock = 3, shards } = choices;
  // Dealing by speed makes partitions unequal.
  const { partitions = shards === 'equal' ? TIMELESS_PARTITIONS : PARTITIONS } = choices;
  return fc
    .record({
      cluster: clusters(choices),
      data: dataDrafts(choices.maxFeatures).map((drawn) => ({ ...drawn, ...choices.data })),
      examplesEach: oneOf(1, 7),
      extraExamples: shards === 'equal' ? fc.constant(0) : fc.integer({ min: 0, max: 4 }),
      learning: learningDrafts(models, partitions, maxBatchesPerClock),
      computeTime: computeTimes,
      stop: stopDrafts(choices),
      algorithm: choices.algorithms ?? algorithmDrafts,
      seed: fc.nat(1_000_000),
    })
    .map((draft) => trialOf(draft, choices));
}

/** Scenarios with `model: none`; the rest as in `trials`. */
export function timingTrials(choices: TrialChoices = {}): fc.Arbitrary<Trial> {
  const parameters = fc.integer({ min: 3, max: 100 });
  return fc.tuple(trials(choices), parameters).map(([{ scenario }, count]) => ({
    data: undefined,
    scenario: withoutMathematics(scenario, count),
  }));
}

/** Replaces data and model of a scenario by messages of `parameters` values. */
export function withoutMathematics(scenario: Scenario, parameters: number): Scenario {
  const { training: _, algorithms, stop, workload, ...rest } = scenario;
  const { batchesPerClock, computeTime } = workload;
  const { objective: __, ...limits } = stop;
  return {
    ...rest,
    workload: {
      model: 'none',
      parameters,
      batchesPerClock,
      computeTime: { perBatch: computeTime.perBatch, perExample: 0, perNonzero: 0 },
    },
    stop: limits,
    algorithms: algorithms.map(({ learningRate: ___, ...algorithm }) => algorithm as AlgorithmSpec),
  };
}

const nothing = fc.constant({ perBatch: 0, perExample: 0, perNonzero: 0 });

/** Costs of computing; sometimes 0, so that everything happens at one instant. */
const computeTimes = fc.oneof(
  { withCrossShrink: true },
  { weight: 1, arbitrary: nothing },
  {
    weight: 7,
    arbitrary: fc.record({
      perBatch: multiples(MILLISECOND, 0, 8),
      perExample: multiples(MILLISECOND / 4, 0, 4),
      perNonzero: multiples(MILLISECOND / 16, 0, 4),
    }),
  },
);

/** Ends of runs; `maxUpdates` counts rounds, not updates, where `stops` is `rounds`. */
function stopDrafts({ stops = 'any', maxClocks = 5 }: TrialChoices): fc.Arbitrary<StopSpec> {
  const clocks = { maxClocks: oneOf(1, maxClocks) };
  if (stops === 'clocks') return fc.record(clocks);
  const rounds = { maxUpdates: oneOf(1, maxClocks) };
  if (stops === 'rounds') {
    return fc.record({ ...clocks, ...rounds }, { requiredKeys: ['maxClocks'] });
  }
  return fc.record(
    {
      ...clocks,
      maxUpdates: oneOf(1, 30),
      maxTime: multiples(MILLISECOND, 1, 60),
      objective: fc.constantFrom(0.1, 0.3, 0.6),
    },
    { requiredKeys: ['maxClocks'] },
  );
}

function trialOf(draft: Draft, choices: TrialChoices): Trial {
  const { cluster, learning, stop, algorithm, seed, computeTime } = draft;
  const workers = workerCountOf(cluster);
  // Two examples at least, so that there can be two labels.
  const each = workers === 1 ? Math.max(2, draft.examplesEach) : draft.examplesEach;
  const data = dataOf(draft.data, workers * each + draft.extraExamples, LABELS[learning.model]);
  const workload = { ...workloadOf(draft, data, each, choices), ...choices.workload };
  const training = { ...trainingOf(learning, workload, data.train.features), ...choices.training };
  const shards = Math.min(cluster.servers.count, data.train.features);
  const perBatch = asksForLevel(cluster.stragglers)
    ? Math.max(MILLISECOND, computeTime.perBatch)
    : computeTime.perBatch;
  const scenario: Scenario = {
    name: 'trial',
    description: '',
    seed,
    replications: 1,
    cluster: { ...cluster, servers: { ...cluster.servers, count: shards } },
    workload: { ...workload, computeTime: { ...computeTime, perBatch } },
    training,
    stop:
      choices.stops === 'rounds' && stop.maxUpdates
        ? { ...stop, maxUpdates: stop.maxUpdates * workers }
        : stop,
    algorithms: [{ ...algorithm, learningRate: training.learningRate }],
  };
  return { scenario: plainData(scenario), data };
}

/** Returns the document as it would come from a file; fast-check makes some objects without a prototype. */
export function plainData(scenario: Scenario): Scenario {
  return JSON.parse(JSON.stringify(scenario)) as Scenario;
}

function workloadOf(
  { learning, computeTime }: Draft,
  data: SplitData,
  each: number,
  choices: TrialChoices,
): WorkloadSpec {
  const { model, l2, intercept, partition, shuffle, batchesPerClock, gradient, features, scale } = learning;
  // Dealing by speed may leave a worker with a single example.
  const sizes = batchSizesFor(partition === 'proportional' ? 1 : each, choices.shards === 'equal');
  return {
    model,
    data: fileSpecOf(data),
    l2,
    intercept,
    partition,
    shuffle,
    batchSize: sizes[learning.batchChoice % sizes.length]!,
    batchesPerClock,
    gradient,
    features,
    computeTime,
    ...(scale && { scale }),
  };
}

function trainingOf(learning: LearningDraft, workload: WorkloadSpec, features: number): TrainingSpec {
  const { optimizer, learningRate, evaluate, initial } = learning;
  const count = features + (workload.intercept ? 1 : 0);
  const listed = initial === 'list' && workload.model !== 'softmax-regression';
  return {
    // A sum of up to seven gradients is up to seven times as steep.
    learningRate:
      workload.gradient === 'sum' ? { ...learningRate, initial: learningRate.initial / 8 } : learningRate,
    optimizer,
    evaluate: { every: evaluate.every, of: workload.features === 'all' ? evaluate.of : 'server' },
    initial: listed
      ? Array.from({ length: count }, (_, j) => (j % 3) / 2 - 0.5)
      : initial === 'zero'
        ? 0
        : 0.25,
  };
}

import fc from 'fast-check';
import { valuesOf } from '../../src/base/options.ts';
import { exp } from '../../src/numerics/elementary.ts';
import type { Scenario } from '../../src/scenarios/scenario.ts';
import type { Prepared } from '../../src/simulation/index.ts';
import {
  algorithmOf,
  anywhereRules,
  averageRules,
  type ModelName,
  protocolDrafts,
  SMOOTH_MODELS,
  type TrialChoices,
  trials,
} from '../../src/testing/arbitraries/index.ts';
import { demandClose, demandSameBits } from '../../src/testing/compare.ts';
import type { Trial } from '../../src/testing/trial.ts';
import type { DataSet } from '../../src/workloads/data-set.ts';
import { type SequentialProblem, sequentialSgd } from '../oracle/sequential-sgd.ts';
import { lawOf, type Subject } from './law.ts';

/** Every algorithm in which an update of the only worker counts in full. */
const algorithms = fc
  .tuple(
    protocolDrafts,
    fc.oneof({ weight: 5, arbitrary: anywhereRules }, { weight: 1, arbitrary: averageRules }),
  )
  .filter(([, { options }]) => options.lambda === undefined)
  .map(([protocol, rule]) =>
    algorithmOf(rule.name === 'average' ? { name: 'bsp', options: {} } : protocol, rule),
  );

// A run that ends at an update may have parts of later ones at some shards, so these end when everything has arrived.
const alone: TrialChoices = { maxWorkers: 1, algorithms, stops: 'clocks' };

/** Law 3, at one mini-batch per clock: an update is then the step itself. */
export const oneWorkerIsSgd = lawOf(
  'one worker with one mini-batch per clock is sequential SGD, bit for bit, whatever the algorithm',
  trials({ ...alone, maxBatchesPerClock: 1 }),
  (subject, trial) => {
    const { parameters, updates } = subject.simulate(trial).result;
    demandSameBits(parameters, onOneReplica(subject, trial, updates), 'parameters');
  },
);

/**
 * Law 3, at several mini-batches per clock: the server adds their sum where the replica adds one after the other. Each update
 * so differs by a few units in the last place of the parameters, 2e-16 each, and a step does not make a difference larger (see
 * `schedules`; momentum 0.9 makes it at most 10 times as large): after 5 clocks of 3 steps, 1e-12 is a hundred times what it can be.
 */
export const oneWorkerIsNearlySgd = lawOf(
  'one worker with several mini-batches per clock is sequential SGD, to rounding, whatever the algorithm',
  trials({ ...alone, models: SMOOTH_MODELS }),
  (subject, trial) => {
    const { parameters, updates } = subject.simulate(trial).result;
    demandClose(parameters, onOneReplica(subject, trial, updates), 1e-12, 'parameters');
  },
);

const BOOK = ['logistic-regression', 'linear-svm', 'least-squares'] as const;

/** Law 3 once more, against SGD as a textbook has it: nothing of the mathematics is shared. */
export const oneWorkerIsTextbookSgd = lawOf(
  'one worker is SGD as in a textbook, bit for bit',
  trials({
    ...alone,
    models: BOOK,
    partitions: ['round-robin'],
    maxBatchesPerClock: 1,
    shards: 'equal',
    workload: { shuffle: 'none', intercept: false, gradient: 'mean', features: 'all', batchSize: 2 },
    training: { initial: 0, optimizer: { kind: 'sgd' } },
  }),
  ({ simulate, catalogue }, trial) => {
    const { parameters, updates } = simulate(trial).result;
    const problem = textbookProblem(trial, rateOf(trial.scenario, catalogue));
    demandSameBits(parameters, sequentialSgd(problem, updates)[updates]!, 'parameters');
  },
);

/**
 * Law 3, of many workers: the mean of M gradients over b examples each is the gradient over all M·b. Sums are made in another
 * order, so that each update differs by a few units in the last place; nothing makes that grow (see `schedules`).
 */
export const bspIsSgdOnTheUnion = lawOf(
  'bsp with equal mini-batches, one per clock, is SGD on their union, to rounding',
  trials({
    algorithms: fc.constant(
      algorithmOf({ name: 'bsp', options: {} }, { name: 'average', options: { weights: 'equal' } }),
    ),
    models: SMOOTH_MODELS,
    shards: 'equal',
    maxBatchesPerClock: 1,
    partitions: ['round-robin'],
    workload: { shuffle: 'none', gradient: 'mean' },
    stops: 'clocks',
  }),
  (subject, trial) => {
    const { parameters } = subject.simulate(trial).result;
    const workers = subject.prepare(trial).workerCount;
    demandClose(
      parameters,
      onOneReplica(subject, onUnion(trial, workers), trial.scenario.stop.maxClocks!),
      1e-12,
      'parameters',
    );
  },
);

/** What the only worker of `trial` has on its replica after so many clocks without a server. */
function onOneReplica(subject: Subject, trial: Trial, clocks: number): Float64Array {
  const { workload, scenario } = subject.prepare(trial) as Prepared & { workload: object };
  const { initial, workers } = workload!;
  const [worker] = workers;
  const places = worker!.held.globalIndices ?? Uint32Array.from(initial, (_, place) => place);
  const replica = Float64Array.from(places, (place) => initial[place]!);
  const definition = subject.catalogue.localOptimizers.get(scenario.training!.optimizer.kind);
  const optimizer = definition.create(
    valuesOf(definition.options, scenario.training!.optimizer),
    replica.length,
  );
  const rate = rateOf(scenario, subject.catalogue);
  for (let clock = 0; clock < clocks; clock++) {
    worker!.train(clock, replica, new Float64Array(replica.length), rate(clock), optimizer);
  }
  const parameters = initial.slice();
  places.forEach((place, k) => {
    parameters[place] = replica[k]!;
  });
  return parameters;
}

function rateOf({ algorithms: [algorithm] }: Scenario, { schedules }: Subject['catalogue']) {
  const { learningRate } = algorithm!;
  const schedule = schedules.get(learningRate!.schedule);
  return schedule.create(valuesOf(schedule.options, learningRate!));
}

/** One worker whose mini-batches are the union of those that `workers` have: dealt round-robin, they lie side by side. */
function onUnion({ scenario, data }: Trial, workers: number): Trial {
  const { batchSize } = scenario.workload as { batchSize: number | `${number}%` };
  const cluster = { ...scenario.cluster, workers: [{ count: 1, speed: 1 }], stragglers: [] };
  const union = typeof batchSize === 'number' ? batchSize * workers : batchSize;
  return {
    data,
    scenario: {
      ...scenario,
      cluster,
      workload: { ...scenario.workload, batchSize: union } as Scenario['workload'],
    },
  };
}

const SLOPES: Readonly<Record<(typeof BOOK)[number], SequentialProblem['scoreGradient']>> = {
  'logistic-regression': ([s], y) => [-y / (1 + exp(y * s!))],
  'linear-svm': ([s], y) => [y * s! < 1 ? -y : 0],
  'least-squares': ([s], y) => [s! - y],
};

function textbookProblem(
  { scenario, data }: Trial,
  learningRateAt: (clock: number) => number,
): SequentialProblem {
  const { model, l2, batchSize } = scenario.workload as { model: ModelName; l2: number; batchSize: number };
  const { train } = data!;
  return {
    rows: rowsOf(train),
    labels: Array.from(train.labels),
    outputs: 1,
    scoreGradient: SLOPES[model as (typeof BOOK)[number]],
    l2,
    batchSize,
    batchesPerClock: 1,
    learningRateAt,
    initial: new Array<number>(train.features).fill(0),
  };
}

function rowsOf({ rows, features, examples }: DataSet): number[][] {
  return Array.from({ length: rows }, (_, i) => {
    if (examples.kind === 'dense')
      return Array.from(examples.values.subarray(i * features, (i + 1) * features));
    const row = new Array<number>(features).fill(0);
    for (let k = examples.offsets[i]!; k < examples.offsets[i + 1]!; k++)
      row[examples.indices[k]!] = examples.values[k]!;
    return row;
  });
}

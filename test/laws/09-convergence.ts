import fc from 'fast-check';
import type { AlgorithmSpec, Scenario, StopSpec } from '../../src/scenarios/scenario.ts';
import {
  algorithmOf,
  SMOOTH_MODELS,
  type TrialChoices,
  trials,
} from '../../src/testing/arbitraries/index.ts';
import { assertConverges } from '../../src/testing/assertions/converges.ts';
import { demand } from '../../src/testing/compare.ts';
import type { Trial } from '../../src/testing/trial.ts';
import { lawOf } from './law.ts';

const L2 = 1;

/** Equal shards, one full-shard batch per clock, no stragglers to make it last. */
const fullBatches: TrialChoices = {
  models: SMOOTH_MODELS,
  shards: 'equal',
  maxBatchesPerClock: 1,
  traffic: 'quiet',
  stragglers: false,
  stops: 'clocks',
  workload: { batchSize: '100%', gradient: 'mean', l2: L2 },
  training: {
    initial: 0,
    optimizer: { kind: 'sgd' },
    evaluate: { every: { updates: 1_000_000 }, of: 'server' },
  },
};

const barrier = { name: 'bsp', options: {} };
const zero = { name: 'ssp', options: { staleness: 0, pullRule: 'strict', pull: 'when-needed' } };
const rule = (name: string, options = {}) => ({ name, options });

/** Algorithms that in lock step move by the mean of the gradients times a step, and that step as a part of the rate. */
const inLockStep = fc.constantFrom(
  { algorithm: algorithmOf(barrier, rule('average', { weights: 'equal' })), sums: false },
  { algorithm: algorithmOf(zero, rule('constant')), sums: false },
  { algorithm: algorithmOf(zero, rule('dynamic')), sums: false },
  { algorithm: algorithmOf(zero, rule('sum')), sums: true },
);

/**
 * Law 9, in lock step: gradient descent on F. The curvature of F lies between 1 (l2) and 14 (|x|² ≤ 13), so that steps of 1/8 shrink
 * the distance to the optimum by 0.875 each, 150 of them by 1e-8, and the excess of F by the square of it.
 */
export const lockStepFindsTheOptimum = lawOf(
  'with equal shards and full batches bsp, and on a quiet cluster ssp(0), consgd(0) and dynsgd(0), find the optimum',
  fc.record({ trial: trials(fullBatches), kind: inLockStep }),
  ({ simulate, prepare, catalogue }, { trial: drawn, kind: { algorithm: drawnAlgorithm, sums } }) => {
    // A sum over M workers is M times the mean.
    const rate = sums ? 0.125 / prepare(drawn).workerCount : 0.125;
    const trial = withRate(drawn, drawnAlgorithm, rate, { maxClocks: 150 });
    const algorithm = trial.scenario.algorithms[0]!;
    assertConverges({ ...simulate(trial), trial, algorithm, catalogue }, { within: 0 });
  },
);

/** Every algorithm but those whose gate is bsp's. */
const anyAlgorithm: fc.Arbitrary<AlgorithmSpec> = fc
  .tuple(
    fc.oneof(
      fc.constant(rule('asp')),
      fc.record({
        name: fc.constant('ssp'),
        options: fc.record({
          staleness: fc.constantFrom(0, 1, 2),
          pullRule: fc.constantFrom('strict', 'paper'),
          pull: fc.constantFrom('when-needed', 'every-clock'),
        }),
      }),
    ),
    fc.constantFrom(rule('sum'), rule('constant'), rule('dynamic')),
  )
  .map(([protocol, server]) => algorithmOf(protocol, server));

/**
 * Law 9, where all workers share an optimum (least squares without noise, enough examples for each worker): no rates and no
 * staleness can then pull the parameters away from it. The curvature lies between 0.25 and 0.8, so that rates of 1/6, divided by M where
 * updates are summed, are safe at the staleness of three clocks and shrink the distance by 0.96 per clock, F by 1e-8 in 250.
 */
export const sharedOptimumIsFound = lawOf(
  'where the workers share an optimum every algorithm finds it, whatever the speeds and the staleness',
  fc.record({ trial: trials(fullBatches), algorithm: anyAlgorithm }),
  ({ simulate, prepare }, { trial, algorithm }) => {
    const workers = prepare(trial).workerCount;
    const rate = algorithm.rule === 'sum' ? 1 / 6 / workers : 1 / 6;
    // A limit on clocks would leave the slowest alone in the end, with nobody to open new versions of `dynamic`.
    const stop = { maxUpdates: 250 * workers };
    const { objective, curve } = simulate(
      withRate(withSharedOptimum(trial, workers), algorithm, rate, stop),
    ).result;
    const first = curve[0]!.objective!;
    demand(objective! <= 1e-5 * first, () => `the objective goes from ${first} to ${objective}`);
  },
);

/** The same cluster on data where each worker has every unit vector, disturbed a little, and labels without noise. */
function withSharedOptimum({ scenario }: Trial, workers: number): Trial {
  const features = 2;
  const rows = workers * features;
  const values = Float64Array.from({ length: rows * features }, (_, entry) => {
    const [row, j] = [Math.floor(entry / features), entry % features];
    return (Math.floor(row / workers) === j ? 1 : 0) + 0.1 * Math.sin(7 * entry + scenario.seed);
  });
  const labels = Float64Array.from(
    { length: rows },
    (_, row) => values[row * features]! - 2 * values[row * features + 1]!,
  );
  const { servers } = scenario.cluster;
  const workload = {
    ...scenario.workload,
    model: 'least-squares',
    l2: 0,
    intercept: false,
    partition: 'round-robin',
  } as Scenario['workload'];
  const cluster = {
    ...scenario.cluster,
    // The fastest machine is at most 16 times as fast as the slowest.
    workers: scenario.cluster.workers.map(({ count, speed }) => ({
      count,
      speed: typeof speed === 'number' ? speed : 1,
    })),
    servers: { ...servers, count: Math.min(servers.count, features) },
  };
  return {
    data: { train: { rows, features, examples: { kind: 'dense', values }, labels } },
    scenario: { ...scenario, cluster, workload },
  };
}

function withRate(
  { scenario, data }: Trial,
  algorithm: AlgorithmSpec,
  initial: number,
  stop: StopSpec,
): Trial {
  const learningRate = { schedule: 'constant', initial };
  return {
    data,
    scenario: {
      ...scenario,
      stop,
      training: { ...scenario.training!, learningRate },
      algorithms: [{ ...algorithm, learningRate }],
    },
  };
}

import type { Scenario } from '../../src/scenarios/scenario.ts';

/** The whole run of rows 8 and 9. */
export interface WholeRun {
  /** consgd or dynsgd. */
  readonly algorithm: string;
  readonly clocks: number;
  readonly learningRate: number;
  /** Updates between two evaluations of the objective; the first and the last state are always evaluated. */
  readonly evaluateEvery: number;
}

/** Fifty workers. */
export const WORKERS = 50;

/**
 * 40 machines of speed 1 and 10 of speed 1/2, ten mini-batches a clock, one clock an epoch of the worker's share, ssp(3). A clock
 * takes 0.1 s of computing and about a fifth of that for its push.
 */
export function wholeRunScenario({ algorithm, clocks, learningRate, evaluateEvery }: WholeRun): Scenario {
  const schedule = { schedule: 'constant', initial: learningRate };
  return {
    name: 'whole-run',
    description: '',
    seed: 1,
    replications: 1,
    cluster: {
      workers: [
        { count: WORKERS - 10, speed: 1 },
        { count: 10, speed: 0.5 },
      ],
      servers: { count: 1, perPush: 0, perPull: 0, perValue: 0 },
      network: {
        ...{ latency: 0.2e-3, bandwidth: 125e6, contention: 'none' },
        ...{ headerBytes: 64, valueBytes: 8, indexBytes: 4 },
      },
      stragglers: [],
    },
    workload: {
      ...{
        model: 'logistic-regression',
        data: { file: 'in memory', format: 'libsvm', maxFeatures: 2 ** 24 },
      },
      ...{ l2: 0, intercept: false, partition: 'round-robin', shuffle: 'once' },
      ...{ batchSize: '10%', batchesPerClock: 10, gradient: 'mean', features: 'local' },
      computeTime: { perBatch: 0, perExample: 0, perNonzero: 200e-9 },
    },
    training: {
      learningRate: schedule,
      optimizer: { kind: 'sgd' },
      evaluate: { every: { updates: evaluateEvery }, of: 'server' },
      initial: 0,
    },
    stop: { maxClocks: clocks },
    algorithms: [
      {
        ...{ name: algorithm, label: algorithm, protocol: 'ssp', learningRate: schedule },
        rule: algorithm === 'dynsgd' ? 'dynamic' : 'constant',
        ...{ staleness: 3, pullRule: 'strict', pull: 'when-needed' },
      },
    ],
  };
}

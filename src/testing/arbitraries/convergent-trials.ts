import fc from 'fast-check';
import type { AlgorithmSpec, ClusterSpec, Scenario, StopSpec } from '../../scenarios/scenario.ts';
import { problemOf } from '../convergence/problem.ts';
import { safeStepOf } from '../convergence/safe-step.ts';
import { stalenessByHalf } from '../convergence/staleness.ts';
import type { Plugin } from '../plugin.ts';
import { runTrial } from '../run.ts';
import type { Trial } from '../trial.ts';
import { clusters, MILLISECOND, workerCountOf } from './clusters.ts';
import {
  type KnownProblem,
  type KnownProblemChoices,
  knownProblemDrafts,
  knownProblemOf,
} from './known-problems.ts';
import { algorithmsOf } from './plugin-algorithms.ts';
import { plainData } from './trials.ts';
import { multiples } from './variates.ts';

/** Constraints on convergent trials. */
export interface ConvergentChoices extends KnownProblemChoices {
  readonly algorithms?: fc.Arbitrary<AlgorithmSpec>;
  /** Most workers; default 4. */
  readonly maxWorkers?: number;
  /** As for `assertConverges`. */
  readonly weight?: number;
}

/** A learning rate so small that a run with it measures the clockwork only. */
const TINY_RATE = 1e-9;

/** Fractions of the largest safe rate. In lock step that is twice the best rate: beyond the best one, steps overshoot and come back. */
const PART = 0.9;
const PART_IN_LOCK_STEP = 0.5;

/**
 * A round shrinks the distance to the optimum by e^−move, or by e^−0.6·move where a worker makes several steps on one replica: e^−7.2 =
 * 7e-4 in all, at least, and the objective goes with its square.
 */
const FOLDS = 12;

/** The most clocks of a run. */
const MOST_UPDATES = 20_000;

/**
 * Trials that meet the conditions of law 9: least squares with a known optimum, equal partitions, one batch of all a worker's examples per
 * clock, machines of two speeds on a quiet network. The learning rate is safe for the measured staleness, which does not depend on the
 * rate, and the run has enough clocks for it. They shrink to one worker and one feature.
 *
 * Where the staleness keeps growing, no step stays safe; `assertConverges` says so.
 */
export function convergentTrials(plugin: Plugin, choices: ConvergentChoices = {}): fc.Arbitrary<Trial> {
  const { maxWorkers = 4, algorithms = algorithmsOf(plugin), weight } = choices;
  return fc
    .record({
      draft: knownProblemDrafts(choices),
      cluster: clusters({ maxWorkers, maxShards: 2, traffic: 'quiet', stragglers: false }),
      perBatch: multiples(MILLISECOND, 4, 8),
      algorithm: algorithms,
    })
    .map(({ draft, ...rest }) => {
      const problem = knownProblemOf(draft, workerCountOf(rest.cluster), choices);
      return withSafeStep(trialOf({ problem, ...rest }), problem.flattest, plugin, weight);
    });
}

interface Draft {
  readonly problem: KnownProblem;
  readonly cluster: ClusterSpec;
  readonly perBatch: number;
  readonly algorithm: AlgorithmSpec;
}

function trialOf({ problem, cluster, perBatch, algorithm }: Draft): Trial {
  const { seed, spec, data } = problem;
  const learningRate = { schedule: 'constant', initial: TINY_RATE };
  const count = Math.min(cluster.servers.count, data.train.features);
  const scenario: Scenario = {
    name: 'trial',
    description: '',
    seed,
    replications: 1,
    cluster: { ...cluster, workers: twoSpeeds(cluster), servers: { ...cluster.servers, count } },
    workload: {
      model: 'least-squares',
      data: spec,
      l2: 0,
      intercept: false,
      partition: 'round-robin',
      shuffle: 'none',
      batchSize: '100%',
      batchesPerClock: 1,
      gradient: 'mean',
      features: 'local',
      computeTime: { perBatch, perExample: 0, perNonzero: 0 },
    },
    training: {
      learningRate,
      optimizer: { kind: 'sgd' },
      evaluate: { every: { updates: 1000 }, of: 'server' },
      initial: 0,
    },
    stop: { maxUpdates: 1 },
    algorithms: [{ ...algorithm, learningRate }],
  };
  return { scenario: plainData(scenario), data };
}

/** Speeds of the reference machine or half of it, so that staleness stays small and runs stay short. */
function twoSpeeds({ workers }: ClusterSpec): ClusterSpec['workers'] {
  return workers.map(({ count, speed }) => ({
    count,
    speed: typeof speed === 'number' && speed < 1 ? 0.5 : 1,
  }));
}

/** Gives a trial a safe rate and enough rounds for it; more rounds may bring more staleness, which needs a smaller rate. */
function withSafeStep(trial: Trial, flattest: number, plugin: Plugin, weight: number | undefined): Trial {
  const workers = workerCountOf(trial.scenario.cluster);
  const problem = problemOf({ trial, catalogue: runTrial(trial, plugin).catalogue })!;
  let rounds = 64;
  for (;;) {
    // With a limit on clocks the slowest worker would run alone at the end, and nobody would open new versions of `dynamic`.
    const stop = { maxUpdates: Math.min(MOST_UPDATES, rounds * workers) };
    const run = runTrial(withRate(trial, TINY_RATE, stop), plugin);
    const { limit, part, lockStep } = safeStepOf(run, problem, weight)!;
    const rate = limit * (lockStep ? PART_IN_LOCK_STEP : PART);
    const move = rate * part * flattest * (lockStep ? workers : 1);
    const enough = Math.ceil(FOLDS / Math.min(1, move));
    const isLongest = stop.maxUpdates === MOST_UPDATES;
    if (enough <= rounds || isLongest || stalenessByHalf(run).grows) return withRate(trial, rate, stop);
    rounds = enough;
  }
}

function withRate({ scenario, data }: Trial, initial: number, stop: StopSpec): Trial {
  const learningRate = { schedule: 'constant', initial };
  return {
    data,
    scenario: {
      ...scenario,
      stop,
      training: { ...scenario.training!, learningRate },
      algorithms: scenario.algorithms.map((algorithm) => ({ ...algorithm, learningRate })),
    },
  };
}

import type { LocalOptimizer } from '../../src/optimizers/local/local-optimizer.ts';
import type { Scenario } from '../../src/scenarios/scenario.ts';
import type { PrepareTrial, Trial } from '../../src/testing/trial.ts';
import type { WorkerShard, Workload } from '../../src/workloads/workload.ts';
import { bspIsSgdOnTheUnion } from '../laws/03-sequential-sgd.ts';
import { lockStepFindsTheOptimum } from '../laws/09-convergence.ts';
import { gradientsAreRight } from '../laws/09-gradients.ts';
import { real } from '../laws/law.ts';
import type { Mutant } from './mutant.ts';

/** The workload without l2, and then l2·w added for each feature that a worker holds, however many others hold it. */
const prepare: PrepareTrial = (trial, options) => {
  const prepared = real.prepare(trial, options);
  const { l2 } = trial.scenario.workload as { l2: number };
  if (l2 === 0) return prepared;
  const { workers } = real.prepare(withoutL2(trial), options).workload!;
  const workload: Workload = {
    ...prepared.workload!,
    workers: workers.map((worker) => ({
      ...partsOf(worker),
      // With l2 everything is carried.
      plan: (clock) => ({ ...worker.plan(clock), carried: null }),
      train: (clock, replica, update, rate, optimizer) =>
        worker.train(clock, replica, update, rate, withL2(optimizer, l2, replica)),
    })),
  };
  return { ...prepared, workload };
};

function withoutL2({ scenario, data }: Trial): Trial {
  return {
    data,
    scenario: { ...scenario, workload: { ...scenario.workload, l2: 0 } as Scenario['workload'] },
  };
}

function partsOf({ examples, held }: WorkerShard): Pick<WorkerShard, 'examples' | 'held'> {
  return { examples, held };
}

function withL2(optimizer: LocalOptimizer, l2: number, replica: Float64Array): LocalOptimizer {
  return {
    ...optimizer,
    step: (gradient, support, rate) => {
      for (let k = 0; k < support.count; k++) {
        const i = support.indices === null ? k : support.indices[k]!;
        gradient[i]! += l2 * replica[i]!;
      }
      optimizer.step(gradient, support, rate);
    },
  };
}

/** A feature that one worker in eight holds is regularised at an eighth. */
export const l2NotSpread: Mutant = {
  wrong: 'each worker applies l2 to the features that it holds, not l2·M/M_j',
  subject: {
    ...real,
    prepare,
    simulate: (trial, options = {}) =>
      real.simulate(trial, { prepared: prepare(trial, options), ...options }),
  },
  breaks: [bspIsSgdOnTheUnion, gradientsAreRight, lockStepFindsTheOptimum],
};

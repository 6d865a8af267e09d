import fc from 'fast-check';
import type { AlgorithmSpec, Scenario } from '../../src/scenarios/scenario.ts';
import {
  algorithmDrafts,
  compressedAlgorithms,
  timingTrials,
  trials,
  withFaults,
} from '../../src/testing/arbitraries/index.ts';
import { demandSame } from '../../src/testing/compare.ts';
import type { Trial } from '../../src/testing/trial.ts';
import { lawOf } from './law.ts';

const faultless = fc.oneof(trials(), timingTrials(), trials({ algorithms: compressedAlgorithms }));
const anyTrials = fc.oneof(faultless, withFaults(faultless));

/** Law 1. Any number of threads is a fresh process, or none: see fresh-process.test.ts. */
export const sameBytes = lawOf(
  'the same scenario gives the same bytes: twice, after other runs, on used preparations, watched or not',
  fc.record({
    trial: anyTrials,
    other: anyTrials,
    algorithm: algorithmDrafts,
  }),
  ({ simulate, prepare }, { trial, other, algorithm }) => {
    const first = simulate(trial);
    simulate(other);
    demandSame(simulate(trial), first, 'a second run');
    demandSame(simulate(trial, { observed: false }).result, first.result, 'a run that nobody watches');

    const prepared = prepare(trial);
    simulate(trial, { prepared, algorithm: like(trial.scenario, algorithm) });
    demandSame(simulate(trial, { prepared }), first, 'a run on a used preparation');
  },
);

/** Law 1, of evaluations: they cost no simulated time and change nothing. */
export const evaluationsChangeNothing = lawOf(
  'however often the objective is looked at, the run ends on the same bytes',
  fc.record({ trial: trials({ stops: 'rounds' }), updates: fc.integer({ min: 1, max: 20 }) }),
  ({ simulate }, { trial, updates }) => {
    const once = simulate(trial).result;
    const often = simulate(evaluatedEvery(trial, updates)).result;
    // A run that diverges ends when it is seen to.
    fc.pre(once.status !== 'diverged' && often.status !== 'diverged');
    demandSame(often.digest, once.digest, 'the digest');
    demandSame(often.workers, once.workers, 'how workers spent their time');
  },
);

/** `algorithm` with what the scenario's own has beside its options. */
function like({ algorithms }: Scenario, algorithm: AlgorithmSpec): AlgorithmSpec {
  const { learningRate } = algorithms[0]!;
  return learningRate ? { ...algorithm, learningRate } : algorithm;
}

function evaluatedEvery({ scenario, data }: Trial, updates: number): Trial {
  const training = { ...scenario.training!, evaluate: { every: { updates }, of: 'server' as const } };
  return { data, scenario: { ...scenario, training } };
}

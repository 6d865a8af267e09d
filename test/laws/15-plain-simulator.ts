import fc from 'fast-check';
import {
  compressedAlgorithms,
  timingTrials,
  trials,
  wholeTrials,
} from '../../src/testing/arbitraries/index.ts';
import { demandSame } from '../../src/testing/compare.ts';
import type { Trial } from '../../src/testing/trial.ts';
import { comparable } from '../oracle/comparable.ts';
import { plainly } from '../oracle/plain-simulator.ts';
import { lawOf, type Subject } from './law.ts';

const plain = plainly();

/** Many pulls that different shards answer at different times, for different parts of the features. */
const scattered = trials({
  minWorkers: 2,
  minShards: 2,
  data: { kind: 'sparse' },
  workload: { features: 'local' },
  stops: 'clocks',
  maxClocks: 8,
});

/** Everything that sections 2 to 4 of the design say of the clockwork, at once. */
export const agreesWithPlain = lawOf(
  'the simulator agrees with a slow and obvious one, event for event and bit for bit',
  fc.oneof(trials(), timingTrials(), wholeTrials(), scattered),
  (subject, trial) => demandAgreement(subject, trial),
);

/** The same where what is sent of an update depends on its values. */
export const agreesWhenCompressed = lawOf(
  'the simulator agrees with a slow and obvious one where pushes are compressed',
  trials({ algorithms: compressedAlgorithms }),
  (subject, trial) => demandAgreement(subject, trial),
);

/** The same where steps are so large that objectives run away. */
export const agreesInDivergence = lawOf(
  'the simulator agrees with a slow and obvious one on runs that diverge',
  fc.tuple(trials({ stops: 'clocks' }), fc.constantFrom(100, 1e4, 1e200)),
  (subject, [{ scenario, data }, factor]) => {
    const algorithms = scenario.algorithms.map(({ learningRate, ...algorithm }) => ({
      ...algorithm,
      learningRate: { ...learningRate!, initial: learningRate!.initial * factor },
    }));
    demandAgreement(subject, { data, scenario: { ...scenario, algorithms } as Trial['scenario'] });
  },
);

function demandAgreement({ simulate }: Subject, trial: Trial): void {
  const found = simulate(trial);
  const expected = plain(trial);
  demandSame(found.trace, expected.trace, 'the trace');
  demandSame(comparable(found.result), comparable(expected.result), 'the result');
}

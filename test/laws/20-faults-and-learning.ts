import fc from 'fast-check';
import {
  algorithmDrafts,
  algorithmOf,
  averageRules,
  TIMELESS_PARTITIONS,
  timingTrials,
  trials,
  withFaults,
} from '../../src/testing/arbitraries/index.ts';
import { demandSame, demandSameBits } from '../../src/testing/compare.ts';
import type { Outcome } from '../../src/testing/trial.ts';
import { lawOf } from './law.ts';

const hit = fc.record({ perClock: fc.constantFrom(0.05, 0.3, 1), downtime: fc.constantFrom(0, 0.003) });

/** Section 8 of the design, of crashes: which clocks are hit is a matter of chance, not of the algorithm. */
export const commonCrashes = lawOf(
  'two algorithms meet the same crashes: the clocks of a worker that are hit are the same under both',
  fc.record({ trial: timingTrials({ stops: 'clocks', maxClocks: 8 }), other: algorithmDrafts, hit }),
  ({ simulate }, { trial: { scenario, data }, other, hit: { perClock, downtime } }) => {
    // A clock that takes no time cannot be hit.
    fc.pre(scenario.workload.computeTime.perBatch > 0);
    const faults = [{ kind: 'crash', perClock, downtime }];
    const trial = { data, scenario: { ...scenario, cluster: { ...scenario.cluster, faults } } };
    demandSame(
      clocksHit(simulate(trial, { algorithm: other })),
      clocksHit(simulate(trial)),
      'the clocks that are hit',
    );
  },
);

function clocksHit({ trace }: Outcome): string[] {
  return trace
    .flatMap(({ event }) => (event.kind === 'worker-crashed' ? [`${event.worker} ${event.clock}`] : []))
    .sort();
}

const bsp = averageRules.map((rule) => algorithmOf({ name: 'bsp', options: {} }, rule));

/** Law 2, of faults that cost time only: a clock that is lost is computed again, on the parameters of its round. */
export const bspLearnsTheSame = lawOf(
  'bsp has the same parameters whoever crashes and whatever messages are lost, as long as nobody is dropped',
  withFaults(
    trials({
      algorithms: bsp,
      partitions: TIMELESS_PARTITIONS,
      stops: 'clocks',
      // Momentum is lost in a crash. Who is fastest is a matter of time.
      training: {
        optimizer: { kind: 'sgd' },
        evaluate: { every: { updates: 1_000_000 }, of: 'server' },
      },
    }),
    { kinds: ['crash', 'message-loss'], evictions: false },
  ),
  ({ simulate }, trial) => {
    const { faults: _, ...cluster } = trial.scenario.cluster;
    const { maxTime: __, ...stop } = trial.scenario.stop;
    const without = simulate({ ...trial, scenario: { ...trial.scenario, cluster, stop } }).result;
    const { result } = simulate(trial);
    // Crashes that come again and again may not let it end in time.
    fc.pre(
      result.status !== 'diverged' && without.status !== 'diverged' && result.updates === without.updates,
    );
    demandSameBits(result.parameters, without.parameters, 'parameters');
  },
);

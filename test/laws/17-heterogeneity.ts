import fc from 'fast-check';
import type { Scenario } from '../../src/scenarios/scenario.ts';
import { algorithmOf, timingTrials } from '../../src/testing/arbitraries/index.ts';
import { demand } from '../../src/testing/compare.ts';
import type { Outcome, Trial } from '../../src/testing/trial.ts';
import { lawOf } from './law.ts';

const asp = algorithmOf({ name: 'asp', options: {} }, { name: 'sum', options: {} });

/** Section 2 of the design: HL = slowest clock / fastest clock, computing plus communicating, without waiting. Under asp nobody waits. */
export const heterogeneityIsMet = lawOf(
  'with a heterogeneity level the slowest worker needs that many times as long for a clock as the fastest',
  fc.record({
    trial: timingTrials({ minWorkers: 2, traffic: 'quiet', stragglers: false, stops: 'clocks' }),
    // Just the natural level would be a matter of rounding.
    more: fc.constantFrom(1.01, 1.25, 2, 5),
    bandwidth: fc.constantFrom('unlimited' as const, 1e5, 1e6),
    // Of all workers, beside the delay that is solved for.
    pause: fc.constantFrom(0, 1e-3, 1e-2),
  }),
  ({ simulate }, { trial: drawn, more, bandwidth, pause }) => {
    const trial = withPause(withBandwidth(drawn, bandwidth), pause);
    const natural = levelOf(simulate(with3Clocks(trial)));
    const level = natural * more;
    const found = levelOf(simulate(with3Clocks(trial, level)));
    // Lengths of a millisecond are rounded to a nanosecond.
    demand(Math.abs(found / level - 1) < 1e-5, () => `the level is ${found} instead of ${level}`);
  },
);

function withBandwidth({ scenario, data }: Trial, bandwidth: number | 'unlimited'): Trial {
  const { cluster } = scenario;
  return {
    data,
    scenario: { ...scenario, cluster: { ...cluster, network: { ...cluster.network, bandwidth } } },
  };
}

/** Every worker pauses after each of its clocks. */
function withPause({ scenario, data }: Trial, duration: number): Trial {
  const stragglers = [{ kind: 'delay', duration, affects: ['compute' as const] }];
  return { data, scenario: { ...scenario, cluster: { ...scenario.cluster, stragglers } } };
}

/** Machines whose speeds are not drawn; the last gets the delay. */
function with3Clocks({ scenario, data }: Trial, level?: number): Trial {
  const workers = scenario.cluster.workers.map(({ count, speed }) => ({
    count,
    speed: typeof speed === 'number' ? speed : 1,
  }));
  const last = workers.reduce((sum, { count }) => sum + count, 0) - 1;
  const slowed = { kind: 'delay', heterogeneity: level, workers: [last], affects: ['compute' as const] };
  const { workload } = scenario;
  const computeTime = { ...workload.computeTime, perBatch: workload.computeTime.perBatch + 1e-3 };
  return {
    data,
    scenario: {
      ...scenario,
      cluster: {
        ...scenario.cluster,
        workers,
        stragglers: [...scenario.cluster.stragglers, ...(level === undefined ? [] : [slowed])],
      },
      workload: { ...workload, computeTime } as Scenario['workload'],
      stop: { maxClocks: 3 },
      algorithms: [asp],
    },
  };
}

/** From the start of clock 0 to that of clock 1: the slowest worker's over the fastest's. */
function levelOf({ trace }: Outcome): number {
  const seconds = trace.flatMap(({ event, time }) =>
    event.kind === 'clock-started' && event.clock === 1 ? [time] : [],
  );
  return Math.max(...seconds) / Math.min(...seconds);
}

import fc from 'fast-check';
import type { Variate } from '../../src/base/options.ts';
import type { ClusterSpec, Scenario, StragglerSpec } from '../../src/scenarios/scenario.ts';
import { wholeTrials } from '../../src/testing/arbitraries/index.ts';
import { demandSame, demandSameBits } from '../../src/testing/compare.ts';
import type { Outcome, Trial } from '../../src/testing/trial.ts';
import { PlainSimulator, plainly } from '../oracle/plain-simulator.ts';
import { lawOf } from './law.ts';

/** Law 7: bitwise, so only where nothing is rounded to nanoseconds. */
export const unitsOfTime = lawOf(
  'with all durations k times as long and all rates k times as low, everything is the same k times as late',
  fc.record({
    trial: wholeTrials(),
    k: fc.constantFrom(2, 3, 5, 16),
    // Computing takes k times as long by having more work, or slower machines.
    bySpeed: fc.boolean(),
  }),
  ({ simulate }, { trial, k, bySpeed }) => {
    fc.pre(staysWhole(trial));
    const fast = simulate(trial);
    const slow = simulate({ ...trial, scenario: slowed(trial.scenario, k, bySpeed) });
    demandSameBits(slow.result.parameters, fast.result.parameters, 'parameters');
    demandSame(slow.trace, inTime(fast, k), 'the trace');
    demandSame(slow.result.status, fast.result.status, 'the status');
    demandSame(slow.result.time, fast.result.time * k, 'the time');
  },
);

function inTime({ trace }: Outcome, k: number): Outcome['trace'] {
  return trace.map(({ time, event }) => ({ time: time * k, event }));
}

/** Whether nothing that takes time had to be rounded by more than floating-point sums are off: a thousandth of a nanosecond. */
function staysWhole(trial: Trial): boolean {
  let whole = true;
  class Watched extends PlainSimulator {
    override nanoseconds(seconds: number): number {
      const rounded = super.nanoseconds(seconds);
      if (Math.abs(seconds * 1e9 - rounded) > 1e-3) whole = false;
      return rounded;
    }
  }
  plainly(Watched)(trial);
  return whole;
}

/** The same scenario in slow motion. */
function slowed(scenario: Scenario, k: number, bySpeed: boolean): Scenario {
  const { cluster, workload, training, stop } = scenario;
  const { perBatch, perExample, perNonzero } = workload.computeTime;
  const work = bySpeed ? 1 : k;
  const { every, of } = training!.evaluate;
  return {
    ...scenario,
    cluster: slowedCluster(cluster, k, bySpeed),
    workload: {
      ...workload,
      computeTime: {
        perBatch: perBatch * work,
        perExample: perExample * work,
        perNonzero: perNonzero * work,
      },
    },
    training: {
      ...training!,
      evaluate: { every: 'updates' in every ? every : { seconds: every.seconds * k }, of },
    },
    stop: stop.maxTime === undefined ? stop : { ...stop, maxTime: stop.maxTime * k },
  };
}

function slowedCluster(
  { workers, servers, network, stragglers }: ClusterSpec,
  k: number,
  bySpeed: boolean,
): ClusterSpec {
  const { bandwidth } = network;
  return {
    workers: workers.map(({ count, speed }) => ({ count, speed: bySpeed ? times(speed, 1 / k) : speed })),
    servers: {
      count: servers.count,
      perPush: times(servers.perPush, k),
      perPull: times(servers.perPull, k),
      perValue: times(servers.perValue, k),
    },
    network: {
      ...network,
      latency: times(network.latency, k),
      bandwidth: bandwidth === 'unlimited' ? bandwidth : times(bandwidth, 1 / k),
    },
    stragglers: stragglers.map((straggler) => slowedStraggler(straggler, k)),
  };
}

function slowedStraggler(straggler: StragglerSpec, k: number): StragglerSpec {
  const { duration, gap } = straggler as { duration?: Variate; gap?: Variate };
  return {
    ...straggler,
    ...(duration !== undefined && { duration: times(duration, k) }),
    ...(gap !== undefined && { gap: times(gap, k) }),
  };
}

/** A variate k times as large: a number, or one of several. */
function times(variate: Variate, k: number): Variate {
  if (typeof variate === 'number') return variate * k;
  const { empirical, bernoulli } = variate as {
    empirical?: { values: number[] };
    bernoulli?: { p: number; value: number; otherwise: number };
  };
  if (empirical) return { empirical: { values: empirical.values.map((value) => value * k) } };
  const { p, value, otherwise } = bernoulli!;
  return { bernoulli: { p, value: value * k, otherwise: otherwise * k } };
}

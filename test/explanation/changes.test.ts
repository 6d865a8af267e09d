import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Change,
  fastestOf,
  fastMachines,
  instantServers,
  twiceTheBandwidth,
  withoutEntry,
  withoutFaults,
  withoutLatency,
  withoutStragglers,
  withoutStragglersOf,
} from '../../src/explanation/changes.ts';
import type { ClusterSpec, Scenario, StragglerSpec } from '../../src/scenarios/scenario.ts';
import { type Prepared, TrainingRun } from '../../src/simulation/index.ts';
import { asksForLevel, timingTrials, trials, withFaults } from '../../src/testing/arbitraries/index.ts';
import { prepareTrial, simulate, type Trial } from '../../src/testing/trial.ts';
import { scenarioWith } from '../fixtures.ts';

/** Delays that are solved for would be others in another cluster, and data that are dealt out by speed would be dealt out otherwise. */
const anyTrials = fc.oneof(trials(), timingTrials()).filter(({ scenario: { cluster, workload } }) => {
  const byspeed = 'partition' in workload && workload.partition === 'proportional';
  return !asksForLevel(cluster.stragglers) && !byspeed;
});

/** The digest under a change, and that of the scenario file that says the same. */
function bothWays(trial: Trial, change: Change, written: Partial<ClusterSpec>): readonly [string, string] {
  const scenario: Scenario = { ...trial.scenario, cluster: { ...trial.scenario.cluster, ...written } };
  return [
    digestOf(change(prepareTrial(trial)), trial),
    simulate({ ...trial, scenario }, { observed: false }).result.digest,
  ];
}

function digestOf(prepared: Prepared, { scenario }: Trial): string {
  const run = new TrainingRun(prepared, scenario.algorithms[0]!);
  while (run.advance(10_000));
  return run.result().digest;
}

function demandSameWays(
  name: string,
  change: Change,
  written: (cluster: ClusterSpec) => Partial<ClusterSpec>,
  from = anyTrials,
) {
  test(`${name}: the run is that of a scenario that says so, with the same chance`, () => {
    fc.assert(
      fc.property(from, (trial) => {
        const [found, expected] = bothWays(trial, change, written(trial.scenario.cluster));
        expect(found).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });
}

demandSameWays('no latency', withoutLatency, ({ network, workers }) => ({
  network: { ...network, latency: 0 },
  workers: workers.map(({ latency: _, ...group }) => group),
}));

demandSameWays('servers that take no time', instantServers, ({ servers }) => ({
  servers: { ...servers, perPush: 0, perPull: 0, perValue: 0 },
}));

const isTrace = ({ kind }: StragglerSpec) => kind === 'trace';

demandSameWays(
  'no stragglers',
  withoutStragglers,
  () => ({ stragglers: [] }),
  anyTrials.filter(({ scenario }) => !scenario.cluster.stragglers.some(isTrace)),
);

demandSameWays('no faults', withoutFaults, () => ({ faults: [] }), withFaults(anyTrials));

/** A bandwidth that is drawn cannot be written twice as wide in a file. */
const fixedBandwidths = anyTrials.filter(({ scenario: { cluster } }) => {
  const { network, servers, workers } = cluster;
  return [network, servers, ...workers].every(({ bandwidth }) => typeof bandwidth !== 'object');
});

const twice = (bandwidth: ClusterSpec['network']['bandwidth']) =>
  typeof bandwidth === 'number' ? 2 * bandwidth : bandwidth;

demandSameWays(
  'twice the bandwidth',
  twiceTheBandwidth,
  ({ network, servers, workers }) => {
    const { topology } = network;
    const wide =
      topology?.kind === 'tree' && topology.uplink !== undefined
        ? { ...topology, uplink: 2 * topology.uplink }
        : topology?.kind === 'links'
          ? { ...topology, links: topology.links.map((link) => ({ ...link, bandwidth: 2 * link.bandwidth })) }
          : topology;
    return {
      network: { ...network, bandwidth: twice(network.bandwidth), ...(wide && { topology: wide }) },
      servers: {
        ...servers,
        ...(servers.bandwidth !== undefined && { bandwidth: twice(servers.bandwidth) }),
      },
      workers: workers.map((group) => ({
        ...group,
        ...(group.bandwidth !== undefined && { bandwidth: twice(group.bandwidth) }),
      })),
    };
  },
  fixedBandwidths,
);

test('all machines as fast as the fastest: the run is that of a scenario that says so', () => {
  fc.assert(
    fc.property(anyTrials, (trial) => {
      const fastest = fastestOf(prepareTrial(trial));
      const { workers } = trial.scenario.cluster;
      const equal = { workers: workers.map((group) => ({ ...group, speed: fastest })) };
      const [found, expected] = bothWays(trial, fastMachines(0, 1000), equal);
      expect(found).toBe(expected);
    }),
    { numRuns: 60 },
  );
});

test('bandwidths that are drawn for every message are drawn as they were, and twice as wide', () => {
  const scenario = scenarioWith({
    cluster: { workers: 1, network: { bandwidth: { uniform: { min: '1 kB/s', max: '2 kB/s' } } } },
    workload: { model: 'none', computeTime: { perBatch: 0 } },
    stop: { maxClocks: 3 },
  });
  const prepared = prepareTrial({ scenario, data: undefined });
  const time = (from: Prepared) => {
    const run = new TrainingRun(from, scenario.algorithms[0]!);
    while (run.advance(1000));
    return run.result().time;
  };
  // All of the time is bytes under way, each message rounded to a nanosecond.
  expect(Math.abs(time(prepared) - 2 * time(twiceTheBandwidth(prepared)))).toBeLessThanOrEqual(10);
});

test('one entry, or one worker, goes and the others meet the chance that they met', () => {
  const stragglers = [
    { kind: 'per-clock', factor: { uniform: { min: 1, max: 3 } } },
    { kind: 'delay', duration: { exponential: { mean: 1 } }, fraction: 0.5 },
  ];
  const scenario = scenarioWith({ cluster: { stragglers }, workload: { model: 'none' } });
  const prepared = prepareTrial({ scenario, data: undefined });
  const first = withoutEntry(0)(prepared).stragglers;
  expect(first).toEqual([prepared.stragglers[1]]);
  const second = withoutStragglersOf(2)(prepared).stragglers;
  expect(second.map(({ hits }) => hits[2])).toEqual([0, 0]);
  for (const worker of [0, 1, 3]) {
    expect(second.map(({ hits }) => hits[worker])).toEqual(
      prepared.stragglers.map(({ hits }) => hits[worker]),
    );
  }
  expect(second.map(({ model }) => model)).toEqual(prepared.stragglers.map(({ model }) => model));
});

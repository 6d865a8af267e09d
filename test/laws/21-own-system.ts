import fc from 'fast-check';
import type { AlgorithmSpec, Scenario } from '../../src/scenarios/scenario.ts';
import { MILLISECOND, multiples, oneOf, timingTrials, trials } from '../../src/testing/arbitraries/index.ts';
import { demandSame } from '../../src/testing/compare.ts';
import { comparable } from '../oracle/comparable.ts';
import { plainly } from '../oracle/plain-simulator.ts';
import { lawOf } from './law.ts';

const plain = plainly();
const time = multiples(MILLISECOND / 4, 0, 4);

/** Servers and costs of an algorithm, all of them. */
const systems = fc.record({
  servers: fc.record({
    count: oneOf(1, 3),
    perPush: time,
    perPull: time,
    perValue: multiples(MILLISECOND / 32, 0, 4),
    bandwidth: multiples(1e5, 1, 8),
  }),
  costs: fc.record({ perClock: time, perBatch: time, perExample: time, perNonzero: time }),
});

type System = typeof systems extends fc.Arbitrary<infer S> ? S : never;

/** A cost that is given as 0 and one that is left out are the same. */
export const ownSystemIsItsCluster = lawOf(
  'an algorithm with servers and costs of its own runs as in a scenario that has them, and as slowly',
  fc.record({
    trial: fc.oneof(trials({ minWorkers: 2, maxShards: 2 }), timingTrials()),
    system: systems,
    onlyCosts: fc.boolean(),
  }),
  ({ simulate }, { trial: { scenario, data }, system: drawn, onlyCosts }) => {
    const [algorithm] = scenario.algorithms;
    const features = data?.train.features ?? 1;
    const system = {
      ...drawn,
      servers: { ...drawn.servers, count: Math.min(drawn.servers.count, features) },
    };
    const own: AlgorithmSpec = { ...algorithm!, ...(onlyCosts ? { costs: system.costs } : system) };
    const servers = onlyCosts ? scenario.cluster.servers : system.servers;
    const there = { data, scenario: inScenario(scenario, { ...system, servers } as System) };
    const here = { data, scenario: { ...scenario, algorithms: [own] } };
    const found = simulate(here);
    for (const expected of [simulate(there), plain(there)]) {
      demandSame(found.trace, expected.trace, 'the trace');
      demandSame(comparable(found.result), comparable(expected.result), 'the result');
    }
  },
);

function inScenario(scenario: Scenario, { servers, costs }: System): Scenario {
  const { cluster, workload } = scenario;
  const { perBatch, perExample, perNonzero } = workload.computeTime;
  const computeTime = {
    perClock: costs.perClock,
    perBatch: perBatch + costs.perBatch,
    perExample: perExample + costs.perExample,
    perNonzero: perNonzero + costs.perNonzero,
  };
  return { ...scenario, cluster: { ...cluster, servers }, workload: { ...workload, computeTime } };
}

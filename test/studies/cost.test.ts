import { expect, test } from 'vitest';
import type { RunResult } from '../../src/simulation/run-result.ts';
import { costOf, dollarsPerSecond } from '../../src/studies/cost.ts';
import { scenarioWith } from '../fixtures.ts';

/** Ten seconds of three workers, which compute for 10, 4 and 0 of them, wait for 0, 1 and 2, are down for 0, 3 and 6, and two shards that serve for half and for a fifth. */
const result = {
  time: 10e9,
  workers: [10e9, 4e9, 0].map((compute, m) => ({ compute, wait: m * 1e9, down: m * 3e9 })),
  servers: [0.5, 0.2].map((utilisation) => ({ utilisation })),
} as unknown as RunResult;

function clusterWith(first: object, second: object, servers: object) {
  const workers = [
    { count: 1, ...first },
    { count: 2, ...second },
  ];
  return scenarioWith({ cluster: { workers, servers: { count: 2, ...servers } } }).cluster;
}

test('a machine is paid for until the run ends, whatever it does, by hand', () => {
  // (1 · 0.90 + 2 · 0.10 + 2 · 0.20) dollars an hour = 1.50 / 3600 a second, for 10 s.
  const cluster = clusterWith({ price: '0.90 /h' }, { price: '0.10 /h' }, { price: '0.20 /h' });
  expect(costOf(cluster, result).dollars).toBeCloseTo(15 / 3600, 15);
  expect(costOf(cluster, result).joules).toBeUndefined();
  expect(costOf(clusterWith({ price: 2 }, {}, {}), result).dollars).toBe(20);
});

test('energy is power times time, busy and idle apart, by hand', () => {
  const cluster = clusterWith(
    { busyWatts: 400, idleWatts: 100 },
    { busyWatts: 120, idleWatts: 50 },
    { busyWatts: 150, idleWatts: 80 },
  );
  // 400·10; 120·4 + 50·6; 50·10; 150·5 + 80·5; 150·2 + 80·8.
  expect(costOf(cluster, result).joules).toBe(4000 + 780 + 500 + 1150 + 940);
  expect(costOf(cluster, result).dollars).toBeUndefined();
  expect(costOf(clusterWith({}, {}, { idleWatts: 80 }), result).joules).toBe(80 * 5 + 80 * 8);
});

test('a scenario that says nothing of prices and powers has no cost', () => {
  expect(costOf(clusterWith({}, {}, {}), result)).toEqual({
    dollars: undefined,
    waitDollars: undefined,
    joules: undefined,
  });
});

test('a machine that is paid for while it is up costs nothing while it is down, by hand', () => {
  // Workers 1 and 2 at 2 dollars a second are down for 3 and 6 of 10 seconds: 2 · (7 + 4); worker 0 at 1 dollar is paid to the end.
  const cluster = clusterWith({ price: 1 }, { price: 2, paid: 'while-up' }, {});
  expect(costOf(cluster, result).dollars).toBe(10 + 22);
  // A shard that was down for 4 of 10 seconds at 1 dollar a second, beside one that was not.
  const shards = clusterWith({}, {}, { price: 1, paid: 'while-up' });
  const faults = { servers: [{ down: 4e9 }, { down: 0 }] } as unknown as RunResult['faults'];
  expect(costOf(shards, { ...result, faults: faults! }).dollars).toBe(6 + 10);
});

test('waiting costs its share of the price, by hand', () => {
  // Workers 1 and 2 wait for 1 and 2 seconds at 2 dollars a second.
  expect(costOf(clusterWith({ price: 5 }, { price: 2 }, {}), result).waitDollars).toBe(6);
});

test('an hour of all machines costs the sum of their prices', () => {
  const cluster = clusterWith({ price: '0.90 /h' }, { price: '0.10 /h' }, { price: '0.20 /h' });
  expect(3600 * dollarsPerSecond(cluster)).toBeCloseTo(1.5, 12);
});

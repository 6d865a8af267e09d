import { expect, test } from 'vitest';
import { prepare, TrainingRun } from '../../src/simulation/index.ts';
import { handWorked, prepared, runToEnd } from './runs.ts';

const RANDOM = {
  cluster: {
    workers: [
      { count: 5, speed: { uniform: { min: 0.5, max: 2 } } },
      { count: 3, speed: 4 },
    ],
    network: { latency: { exponential: { mean: '30 ns' } } },
    stragglers: [
      { kind: 'constant', fraction: '40%', slowdown: { uniform: { min: 2, max: 5 } } },
      { kind: 'per-clock', factor: { pareto: { shape: 2, scale: 1 } } },
      { kind: 'episodes', gap: '1 us', duration: { exponential: { mean: '500 ns' } }, slowdown: 3 },
    ],
  },
  stop: { maxClocks: 12 },
  algorithms: ['bsp', 'ssp', 'asp'],
};

/** Each worker's clock lengths, worker by worker. */
function clockLengths(given: ReturnType<typeof prepared>, index: number): number[][] {
  const lengths: number[][] = Array.from({ length: given.workerCount }, () => []);
  const begun: number[] = [];
  const observer = {
    observe: (event: { kind: string; worker?: number }, time: number) => {
      if (event.kind === 'clock-started') begun[event.worker!] = time;
      if (event.kind === 'clock-finished') lengths[event.worker!]!.push(time - begun[event.worker!]!);
    },
  };
  const run = new TrainingRun(given, given.scenario.algorithms[index]!, { observers: [observer] });
  while (run.advance(1000));
  return lengths;
}

test('algorithms that are compared meet the same cluster: the same clock takes each of them as long, whoever waits', () => {
  // Without episodes: they depend on when a clock begins.
  const stragglers = RANDOM.cluster.stragglers.filter(({ kind }) => kind !== 'episodes');
  const given = prepared({ ...RANDOM, cluster: { ...RANDOM.cluster, stragglers } });
  const [bsp, ssp, asp] = [0, 1, 2].map((index) => clockLengths(given, index));
  expect(ssp).toEqual(bsp);
  expect(asp).toEqual(bsp);
});

test('the cluster of a replication is drawn from the seed alone: not from the algorithms, nor from what ran before', () => {
  const first = prepared(RANDOM);
  const reordered = prepared({ ...RANDOM, algorithms: ['asp'] });
  expect(reordered.speeds).toEqual(first.speeds);
  expect(reordered.stragglers.map(({ hits }) => hits)).toEqual(first.stragglers.map(({ hits }) => hits));
  expect([...first.stragglers[0]!.hits].filter((hit) => hit === 1)).toHaveLength(Math.round(0.4 * 8));

  const digest = (given: typeof first, index: number) => {
    const run = new TrainingRun(given, given.scenario.algorithms[index]!);
    while (run.advance(1000));
    return run.result().digest;
  };
  const asp = digest(first, 2);
  digest(first, 0);
  expect(digest(first, 2)).toBe(asp);
  expect(digest(reordered, 0)).toBe(asp);
});

test('speeds are drawn once per worker, and another replication or seed draws others', () => {
  const { speeds } = prepared(RANDOM);
  expect([...speeds.subarray(5)]).toEqual([4, 4, 4]);
  expect(new Set(speeds.subarray(0, 5)).size).toBe(5);
  expect(prepare(handWorked(RANDOM), undefined, 2).speeds).not.toEqual(speeds);
  expect(prepared({ ...RANDOM, seed: 2 }).speeds).not.toEqual(speeds);
});

test('runs that take turns on one preparation do not disturb each other', () => {
  const given = prepared(RANDOM);
  const alone = given.scenario.algorithms.map((algorithm) => {
    const run = new TrainingRun(given, algorithm);
    while (run.advance(1000));
    return run.result().digest;
  });
  const runs = given.scenario.algorithms.map((algorithm) => new TrainingRun(given, algorithm));
  while (runs.map((run) => run.advance(7)).some(Boolean));
  expect(runs.map((run) => run.result().digest)).toEqual(alone);
});

test('a delay of a heterogeneity level that cannot be is refused before anything runs', () => {
  const impossible = {
    cluster: { stragglers: [{ kind: 'delay', heterogeneity: 2 }] },
    stop: { maxClocks: 1 },
  };
  expect(() => runToEnd(prepared(impossible))).toThrow('every worker is hit');
});

import { expect, test } from 'vitest';
import { type Definition, valuesOf } from '../../src/base/options.ts';
import { stragglers } from '../../src/cluster-model/stragglers/index.ts';
import { firstClockOf, timingFirstClock } from '../../src/simulation/first-clock.ts';
import { type FirstClock, nominalClockSeconds } from '../../src/simulation/nominal-clock.ts';
import { stragglerContext } from '../cluster-model/context.ts';
import { linksOf } from '../cluster-model/models.ts';
import { observed, prepared, scripted } from './runs.ts';

const WIRE = { headerBytes: 10, valueBytes: 1, indexBytes: 1 };

test('clock 0 with model: none: its batches, and dense messages of each shard’s range', () => {
  const spec = {
    model: 'none',
    parameters: 5,
    batchesPerClock: 3,
    computeTime: { perBatch: 2, perExample: 7, perNonzero: 9 },
  } as const;
  const sizes = [
    { values: 2, bytes: 12 },
    { values: 3, bytes: 13 },
  ];
  expect(timingFirstClock(spec, 2, WIRE)).toEqual({ work: 6, pushes: sizes, answers: sizes });
});

test('without mathematics a model may have more parameters than 32 bits can number', () => {
  const spec = {
    model: 'none',
    parameters: 7_000_000_001,
    batchesPerClock: 1,
    computeTime: { perBatch: 2, perExample: 0, perNonzero: 0 },
  } as const;
  const values = ({ pushes }: FirstClock) => pushes.map((size) => size.values);
  expect(values(timingFirstClock(spec, 1, WIRE))).toEqual([7_000_000_001]);
  expect(values(timingFirstClock(spec, 2, WIRE))).toEqual([3_500_000_000, 3_500_000_001]);
});

test('clock 0 of a worker: its plan, sparse or dense pushes, answers of all that it holds', () => {
  const { workload } = scripted(
    { carries: () => [0, 3, 9, 12, 15, 17, 19, 14], examples: () => 4 },
    { cluster: { servers: { count: 2 } }, stop: { maxClocks: 1 } },
    20,
  );
  expect(
    firstClockOf(workload!, 0, { cost: { perBatch: 1, perExample: 2, perNonzero: 0 }, parameters: 1 }, WIRE),
  ).toEqual({
    work: 9,
    pushes: [
      { values: 3, bytes: 16 },
      { values: 10, bytes: 20 }, // five pairs would be as long
    ],
    answers: [
      { values: 10, bytes: 20 },
      { values: 10, bytes: 20 },
    ],
  });
});

test('the nominal clock, by hand: work at the machine’s speed, then a push and a pull that meet nobody', () => {
  const hits = Uint8Array.of(0, 1);
  const constant = stragglers
    .get('constant')
    .create({ slowdown: 3 } as never, stragglerContext({ workerCount: 2 }));
  const cluster = {
    speeds: Float64Array.of(1, 0.5),
    ...linksOf({ latency: { uniform: { min: 1, max: 3 } }, bandwidth: 10 }, 2, 2),
    servers: { count: 2, perPush: 0.5, perPull: { exponential: { mean: 0.25 } }, perValue: 0.125 },
    wire: WIRE,
    stragglers: [{ model: constant, hits, affects: ['compute', 'network'] as const }],
  };
  const first = {
    work: 7,
    pushes: [
      { values: 2, bytes: 20 },
      { values: 40, bytes: 5 },
    ],
    answers: [
      { values: 4, bytes: 40 },
      { values: 16, bytes: 20 },
    ],
  };
  // Shard 0: up 2 + 20/10 = 4 (the request of 10 B takes 3), down 2 + 40/10 = 6, service 0.75 + 6 · 0.125 = 1.5: 11.5.
  // Shard 1: up 3, since the request takes longer than the push, down 4, service 0.75 + 56 · 0.125 = 7.75: 14.75.
  // With the network three times slower: 30 + 1.5 against 21 + 7.75.
  expect([...nominalClockSeconds(cluster, () => first)]).toEqual([7 + 14.75, (7 * 3) / 0.5 + 31.5]);
});

test('the nominal clock has the mean of every delay of its worker, also where a record replaces the work', () => {
  const all = Uint8Array.of(1, 1);
  const create = (kind: string, given: Record<string, unknown>, text?: string) => {
    const definition = stragglers.get(kind);
    const options = valuesOf<Definition['options']>(definition.options, given);
    return definition.create(
      options,
      stragglerContext({ workerCount: 2, affects: ['compute'], ...(text !== undefined && { text }) }),
    );
  };
  const entry = (model: ReturnType<typeof create>, hits = all) => ({
    model,
    hits,
    affects: ['compute'] as const,
  });
  const cluster = {
    speeds: Float64Array.of(1, 0.5),
    ...linksOf({ latency: 0, bandwidth: 'unlimited' }, 2, 1),
    servers: { count: 1, perPush: 0, perPull: 0, perValue: 0 },
    wire: WIRE,
    stragglers: [
      entry(create('delay', { duration: { uniform: { min: 1, max: 3 } } })),
      entry(create('constant', { slowdown: 3 }), Uint8Array.of(1, 0)),
      entry(create('delay', { duration: 5 }), Uint8Array.of(0, 1)),
    ],
  };
  const sizes = [{ values: 1, bytes: 8 }];
  const seconds = (more: readonly ReturnType<typeof entry>[] = []) => [
    ...nominalClockSeconds({ ...cluster, stragglers: [...cluster.stragglers, ...more] }, () => ({
      work: 7,
      pushes: sizes,
      answers: sizes,
    })),
  ];
  // Worker 0: 7 · 3 + 2, a delay is not slowed. Worker 1: 7 / 0.5 + 2 + 5.
  expect(seconds()).toEqual([23, 21]);
  // Recorded 1 s and 4 s: 1 · 3 + 2, 4 + 7.
  const trace = create('trace', { file: 'f', replay: 'loop', compute: 's', unit: 1 }, 'worker,s\n0,1\n1,4\n');
  expect(seconds([entry(trace)])).toEqual([5, 11]);
});

test('heterogeneity in a run: the slowest clock takes that many times the fastest, computing and communicating', () => {
  const level = 3;
  const given = prepared({
    cluster: {
      workers: [
        { count: 2, speed: 2 },
        { count: 2, speed: 1 },
      ],
      servers: { count: 2, perPush: '6 ns', perPull: '4 ns', perValue: '0.5 ns' },
      stragglers: [
        { kind: 'delay', duration: '1 us' },
        { kind: 'delay', workers: [3], heterogeneity: level },
      ],
    },
    workload: { computeTime: { perBatch: '10 us' } },
    stop: { maxClocks: 3 },
    algorithms: ['asp'],
  });
  const { lines } = observed(given);
  // From the start of a clock to the start of the next; the workers meet nobody at the server, being far apart.
  const starts = (worker: number) =>
    lines
      .filter((line) => line.includes(`clock-started w${worker}`))
      .map((line) => Number.parseInt(line, 10));
  const length = (worker: number) => starts(worker)[1]! - starts(worker)[0]!;
  const [fast, slow] = [length(0), length(3)];
  // 5 us and the pause, up 30 ns for 20 B, down 30 ns, 10 ns and 20 values · 0.5 ns of service.
  expect(fast).toBe(5000 + 1000 + 30 + 30 + 10 + 10);
  // One nanosecond for the rounding of the delay, and level times that of the fastest.
  expect(Math.abs(slow - level * fast)).toBeLessThanOrEqual(1);
  expect(length(2)).toBe(10_000 + 1000 + 80);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valuesOf } from '../../src/base/options.ts';
import { localOptimizers } from '../../src/optimizers/local/index.ts';
import type { LocalOptimizer } from '../../src/optimizers/local/local-optimizer.ts';
import type { BatchSize } from '../../src/workloads/mini-batches.ts';
import { arbitraryRows, denseSet, pointFrom, quarter, sparseSet, trained, workloadOf } from './fixtures.ts';

/** An optimizer that notes which positions it was allowed to move. */
function witness(seen: Set<number>): LocalOptimizer {
  return {
    step(_vector, { indices, count }) {
      for (let k = 0; k < count; k++) seen.add(indices === null ? k : indices[k]!);
    },
  };
}

const walking = fc.record({
  data: arbitraryRows(4, 12, 8),
  model: fc.constantFrom('least-squares', 'softmax-regression'),
  batchSize: fc.constantFrom<BatchSize>(1, 2, 3, 4, '50%', '25%', '100%'),
  batchesPerClock: fc.integer({ min: 1, max: 5 }),
  shuffle: fc.constantFrom('none' as const, 'once' as const, 'every-epoch' as const),
  features: fc.constantFrom('local' as const, 'all' as const),
});

test('an update carries the features of the examples in its clock, and no others', () => {
  const cases = fc.record({
    data: arbitraryRows(4, 12, 8),
    outputs: fc.constantFrom(1, 2),
    batchSize: fc.integer({ min: 1, max: 4 }),
    batchesPerClock: fc.integer({ min: 1, max: 5 }),
    clock: fc.integer({ min: 0, max: 30 }),
  });
  fc.assert(
    fc.property(cases, ({ data: { rows, labels }, outputs, batchSize, batchesPerClock, clock }) => {
      const model = outputs === 1 ? 'least-squares' : 'softmax-regression';
      const set = sparseSet(rows, labels);
      const worker = workloadOf(set, { model, batchSize, batchesPerClock }).workers[0]!;
      const { carried } = worker.plan(clock);
      const held = Array.from(worker.held.globalIndices!);
      const positions = carried === null ? held : Array.from(carried, (k) => held[k]!);
      const perClock = batchSize * batchesPerClock;
      const walked = Array.from({ length: perClock }, (_, k) => rows[(clock * perClock + k) % rows.length]!);
      const features = rows[0]!.map((_, j) => j).filter((j) => walked.some((row) => row[j] !== 0));
      expect(positions.sort((a, b) => a - b)).toEqual(
        features.flatMap((j) => Array.from({ length: outputs }, (_, k) => j * outputs + k)),
      );
    }),
    { numRuns: 300 },
  );
});

test('what a clock may move is what its update carries, ascending', () => {
  const clocks = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(walking, clocks, ({ data, ...settings }, order) => {
      const worker = workloadOf(sparseSet(data.rows, data.labels), settings).workers[0]!;
      const everything = Array.from({ length: worker.held.count }, (_, k) => k);
      for (const clock of order) {
        const { carried } = worker.plan(clock);
        const seen = new Set<number>();
        const nothing = new Float64Array(worker.held.count);
        worker.train(clock, nothing, nothing.slice(), 1, witness(seen));
        expect(carried === null ? everything : Array.from(carried)).toEqual([...seen].sort((a, b) => a - b));
      }
    }),
    { numRuns: 300 },
  );
});

test('what a clock costs and does is a function of the clock, not of what was asked before', () => {
  const clocks = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(
      walking,
      clocks,
      fc.array(quarter, { minLength: 1 }),
      ({ data, ...settings }, order, seeds) => {
        const set = sparseSet(data.rows, data.labels);
        const used = workloadOf(set, settings);
        const point = pointFrom(seeds, used.parameterCount);
        for (const clock of order) {
          const fresh = workloadOf(set, settings).workers[0]!;
          const after = trained(used.workers[0]!, clock, point, 0.25).after;
          expect(after).toEqual(trained(fresh, clock, point, 0.25).after);
          expect(used.workers[0]!.plan(clock)).toEqual(fresh.plan(clock));
        }
      },
    ),
    { numRuns: 100 },
  );
});

test('examples and nonzeros are counted with repetition, over the wrap', () => {
  // Rows with 1, 2, 3 nonzeros; clocks of two mini-batches of two: rows 0 1 2 0, then 1 2 0 1.
  const rows = [
    [1, 0, 0],
    [1, 1, 0],
    [1, 1, 1],
  ];
  const plans = (set: typeof denseSet) => {
    const worker = workloadOf(set(rows, [0, 1, 2]), { batchSize: 2, batchesPerClock: 2 }).workers[0]!;
    return [0, 1].map((clock) => {
      const { batches, examples, nonzeros } = worker.plan(clock);
      return [batches, examples, nonzeros];
    });
  };
  expect(plans(sparseSet)).toEqual([
    [2, 4, 7],
    [2, 4, 8],
  ]);
  // Dense rows store their zeros.
  expect(plans(denseSet)).toEqual([
    [2, 4, 12],
    [2, 4, 12],
  ]);
});

test('every position is carried where l2 or momentum moves it, or rows are dense', () => {
  const rows = [
    [1, 0],
    [0, 1],
  ];
  const carried = (set: typeof denseSet, l2: number, movesEverything: boolean) =>
    workloadOf(set(rows, [0, 1]), { batchSize: 1, l2 }, { movesEverything }).workers[0]!.plan(0).carried;
  expect(Array.from(carried(sparseSet, 0, false)!)).toEqual([0]);
  expect(carried(sparseSet, 0.1, false)).toBeNull();
  expect(carried(sparseSet, 0, true)).toBeNull();
  expect(carried(denseSet, 0, false)).toBeNull();
});

test('momentum goes on with features that the mini-batch does not have', () => {
  const definition = localOptimizers.get('momentum');
  const optimizer = definition.create(valuesOf(definition.options, { beta: 0.5 }), 2);
  const set = sparseSet(
    [
      [1, 0],
      [0, 1],
    ],
    [8, 16],
  );
  const workload = workloadOf(set, { batchSize: 1, batchesPerClock: 3 }, { movesEverything: true });
  const { after } = trained(workload.workers[0]!, 0, Float64Array.of(0, 0), 0.25, optimizer);
  // Batch 1: g = (−8, 0), v = (−8, 0), w = (2, 0). Batch 2: g = (0, −16), v = (−4, −16), w = (3, 4).
  // Batch 3: g = (3 − 8, 0), v = (−7, −8), w = (4.75, 6).
  expect(Array.from(after)).toEqual([4.75, 6]);
});

test('the same shuffle serves local and full replicas, and once is epoch 0 of every-epoch', () => {
  const rows = Array.from({ length: 12 }, (_, i) => [i + 1, 1]);
  const labels = rows.map((_, i) => i);
  const updateOf = (shuffle: 'once' | 'every-epoch', features: 'local' | 'all', clock: number) => {
    const settings = { shuffle, features, batchSize: 2, batchesPerClock: 1 };
    const worker = workloadOf(sparseSet(rows, labels), settings, { workers: 2 }).workers[1]!;
    const { globalIndices } = worker.held;
    const { update } = trained(worker, clock, Float64Array.of(0.5, 0.25));
    return [0, 1].map((feature) => update[globalIndices ? globalIndices.indexOf(feature) : feature]!);
  };
  for (let clock = 0; clock < 3; clock++) {
    expect(updateOf('once', 'local', clock)).toEqual(updateOf('every-epoch', 'all', clock));
  }
  const epochs = [0, 3, 6].map((clock) => updateOf('every-epoch', 'local', clock).join());
  expect(new Set(epochs).size).toBe(3);
  expect(updateOf('once', 'local', 3)).toEqual(updateOf('once', 'local', 0));
});

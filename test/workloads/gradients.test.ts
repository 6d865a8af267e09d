import fc from 'fast-check';
import { expect, test } from 'vitest';
import { models } from '../../src/workloads/models/index.ts';
import type { PreparedWorkload } from '../../src/workloads/prepare-workload.ts';
import {
  arbitraryRows,
  denseSet,
  gathered,
  gradientOf,
  pointFrom,
  quarter,
  scattered,
  sparseSet,
  trained,
  workloadOf,
} from './fixtures.ts';

const modelName = fc.constantFrom(...models.names);
const seeds = fc.array(quarter, { minLength: 1, maxLength: 5 });
const l2 = fc.constantFrom(0, 0.125, 0.7);

/** Central difference of the objective; good to about 1e-8 for these models and sizes. */
function slopeOf(workload: PreparedWorkload, point: Float64Array, i: number): number {
  const h = 1e-5;
  const moved = (by: number) => point.map((value, j) => (j === i ? value + by : value));
  return (workload.objective(moved(h)) - workload.objective(moved(-h))) / (2 * h);
}

/** Whether a hinge has its kink within reach of a finite difference. */
function nearKink(rows: readonly (readonly number[])[], point: Float64Array): boolean {
  return rows.some((row) => {
    const score = row.reduce((sum, value, j) => sum + value * point[j]!, 0);
    return Math.abs(Math.abs(score) - 1) < 1e-3;
  });
}

test('the gradient of a full batch is the slope of the objective, for all models and both representations', () => {
  const cases = fc.record({ model: modelName, data: arbitraryRows(), seeds, l2, dense: fc.boolean() });
  fc.assert(
    fc.property(cases, ({ model, data, seeds, l2, dense }) => {
      const set = (dense ? denseSet : sparseSet)(data.rows, data.labels);
      const workload = workloadOf(set, { model, l2, features: 'all' });
      const point = pointFrom(seeds, workload.parameterCount);
      if (model === 'linear-svm') fc.pre(!nearKink(data.rows, point));
      gradientOf(workload, 0, point).forEach((slope, i) => {
        expect(Math.abs(slope - slopeOf(workload, point, i))).toBeLessThan(1e-6 * (1 + Math.abs(slope)));
      });
    }),
    { numRuns: 200 },
  );
});

const learning = fc.record({
  model: modelName,
  data: arbitraryRows(4),
  seeds,
  l2,
  batchSize: fc.constantFrom<number | '50%'>(1, 2, 3, '50%'),
  batchesPerClock: fc.integer({ min: 1, max: 4 }),
  shuffle: fc.constantFrom('none' as const, 'once' as const, 'every-epoch' as const),
  gradient: fc.constantFrom('mean' as const, 'sum' as const),
  clock: fc.integer({ min: 0, max: 5 }),
});

test('zeros written out change nothing: sparse and dense rows give the same bits', () => {
  fc.assert(
    fc.property(learning, ({ data, seeds, clock, ...settings }) => {
      const dense = workloadOf(denseSet(data.rows, data.labels), settings);
      const sparse = workloadOf(sparseSet(data.rows, data.labels), { ...settings, features: 'all' });
      const point = pointFrom(seeds, dense.parameterCount);
      expect(trained(dense.workers[0]!, clock, point, 0.25).after).toEqual(
        trained(sparse.workers[0]!, clock, point, 0.25).after,
      );
      expect(dense.evaluate(point)).toEqual(sparse.evaluate(point));
    }),
    { numRuns: 200 },
  );
});

test('a worker that holds only its own features learns the same as one that holds them all', () => {
  fc.assert(
    fc.property(learning, fc.integer({ min: 1, max: 3 }), ({ data, seeds, clock, ...given }, shardCount) => {
      const settings = { ...given, l2: 0, batchSize: 1 };
      const set = sparseSet(data.rows, data.labels);
      fc.pre(shardCount <= set.features);
      const context = { workers: 2, shardCount };
      const local = workloadOf(set, { ...settings, features: 'local' }, context);
      const all = workloadOf(set, { ...settings, features: 'all' }, context);
      const point = pointFrom(seeds, all.parameterCount);
      for (const worker of [0, 1]) {
        const { update } = trained(local.workers[worker]!, clock, point, 0.25);
        const expected = trained(all.workers[worker]!, clock, point, 0.25).update;
        expect(scattered(local.workers[worker]!, update, all.parameterCount)).toEqual(expected);
      }
    }),
    { numRuns: 200 },
  );
});

test('the mean over workers of what they apply is the gradient of F, wherever features are held', () => {
  const cases = fc.record({
    model: modelName,
    data: arbitraryRows(4),
    seeds,
    l2,
    workers: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(cases, ({ model, data, seeds, l2, workers }) => {
      // Equal shards, since the mean over workers is not the mean over examples otherwise.
      const rows = data.rows.slice(0, Math.floor(data.rows.length / workers) * workers);
      const labels = rows.map((_, i) => i % 2);
      const workload = workloadOf(sparseSet(rows, labels), { model, l2 }, { workers });
      const point = pointFrom(seeds, workload.parameterCount);
      const mean = new Float64Array(workload.parameterCount);
      for (let worker = 0; worker < workers; worker++) {
        gradientOf(workload, worker, point).forEach((value, i) => {
          mean[i]! += value / workers;
        });
      }
      const whole = workloadOf(sparseSet(rows, labels), { model, l2 });
      const expected = gradientOf(whole, 0, point);
      mean.forEach((value, i) => {
        // A dozen additions of numbers below 10 in another order.
        expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-12);
      });
    }),
    { numRuns: 200 },
  );
});

test('a replica moves by exactly what its update says', () => {
  fc.assert(
    fc.property(learning, ({ data, seeds, clock, ...settings }) => {
      const workload = workloadOf(sparseSet(data.rows, data.labels), { ...settings, batchesPerClock: 1 });
      const worker = workload.workers[0]!;
      const { before, after, update } = trained(
        worker,
        clock,
        pointFrom(seeds, workload.parameterCount),
        0.3,
      );
      after.forEach((value, i) => {
        expect(Object.is(value, before[i]! + update[i]!)).toBe(true);
      });
    }),
  );
});

test('the update of a clock is the sum of the steps of its mini-batches', () => {
  fc.assert(
    fc.property(learning, ({ data, seeds, clock, ...settings }) => {
      const set = sparseSet(data.rows, data.labels);
      const whole = workloadOf(set, settings);
      const single = workloadOf(set, { ...settings, batchesPerClock: 1 }).workers[0]!;
      const start = pointFrom(seeds, whole.parameterCount);
      const expected = new Float64Array(single.held.count);
      let replica = gathered(single, start);
      for (let k = 0; k < settings.batchesPerClock; k++) {
        const point = scattered(single, replica, whole.parameterCount);
        const { after, update } = trained(single, clock * settings.batchesPerClock + k, point, 0.3);
        replica = after;
        update.forEach((step, i) => {
          expected[i]! += step;
        });
      }
      const { after, update } = trained(whole.workers[0]!, clock, start, 0.3);
      expect(update).toEqual(expected);
      expect(after).toEqual(replica);
    }),
  );
});

test('gradient: sum is the mean times the number of examples, l2 included', () => {
  const rows = [[2], [1], [1]];
  const labels = [1, 0, 5];
  const sumOf = (gradient: 'mean' | 'sum') =>
    gradientOf(workloadOf(denseSet(rows, labels), { gradient, l2: 0.5 }), 0, Float64Array.of(1))[0]!;
  // Residuals 1, 1, −4: 2 + 1 − 4 = −1; l2·w = 0.5.
  expect(sumOf('mean')).toBeCloseTo(-1 / 3 + 0.5, 15);
  expect(sumOf('sum')).toBeCloseTo(-1 + 1.5, 15);
});

test('the l2 term of a feature is spread over the workers that hold it', () => {
  // Worker 0 has feature 0 and 1, worker 1 feature 1 and worker 2 feature 1 and 2. All scores are fitted: only l2 pulls.
  const set = sparseSet(
    [
      [1, 1, 0, 0],
      [0, 1, 0, 0],
      [0, 1, 1, 0],
    ],
    [3, 2, 3],
  );
  const workload = workloadOf(set, { l2: 0.1 }, { workers: 3 });
  const point = Float64Array.of(1, 2, 1, 9);
  expect(Array.from(gradientOf(workload, 0, point))).toEqual([0.1 * 3 * 1, 0.1 * 2, 0, 0]);
  expect(Array.from(gradientOf(workload, 1, point))).toEqual([0, 0.1 * 2, 0, 0]);
  expect(Array.from(gradientOf(workload, 2, point))).toEqual([0, 0.1 * 2, 0.1 * 3 * 1, 0]);
  expect(workload.strongestL2).toBe(0.1 * 3);
});

test('the strongest l2 factor counts holders, and examples for gradient: sum', () => {
  const set = sparseSet(
    [
      [1, 0],
      [1, 1],
      [1, 0],
      [1, 0],
    ],
    [0, 1, 2, 3],
  );
  const strongest = (settings: object) => workloadOf(set, settings, { workers: 2 }).strongestL2;
  expect(strongest({ l2: 0.25 })).toBe(0.5);
  expect(strongest({ l2: 0.25, features: 'all' })).toBe(0.25);
  expect(strongest({ l2: 0.25, gradient: 'sum' })).toBe(1);
  expect(strongest({ l2: 0 })).toBe(0);
});

test('the objective is the mean loss and half the squared length of all parameters, those nobody holds included', () => {
  // Residuals 1·1 − 3 = −2 and 2·2 − 3 = 1: (2 + 0.5) / 2, and 0.1 · (1 + 4 + 9).
  const set = sparseSet(
    [
      [1, 0, 0],
      [0, 2, 0],
    ],
    [3, 3],
  );
  const workload = workloadOf(set, { l2: 0.2 });
  expect(workload.objective(Float64Array.of(1, 2, 3))).toBeCloseTo(1.25 + 1.4, 15);
});

test('accuracy is measured on the test set where there is one, else on the training set', () => {
  const set = denseSet([[1], [2], [-1]], [1, 1, 0]);
  const held = denseSet([[1], [2]], [0, 1]);
  const w = Float64Array.of(1);
  const settings = { model: 'logistic-regression' };
  expect(workloadOf(set, settings).accuracy(w)).toBe(1);
  const split = workloadOf(set, settings, { test: held });
  expect(split.accuracy(w)).toBe(0.5);
  // log(1 + e) of the first test row, log(1 + e^-2) of the second.
  const testLoss = expect.closeTo((1.3132616875 + 0.126928011) / 2, 9);
  expect(split.evaluate(w)).toEqual({ objective: split.objective(w), accuracy: 0.5, testLoss });
  expect(workloadOf(set, {}).accuracy(w)).toBeUndefined();
  expect(workloadOf(set, {}).evaluate(w).accuracy).toBeUndefined();
});

test('evaluating changes nothing', () => {
  const set = sparseSet([[1, 2]], [3]);
  const workload = workloadOf(set);
  const point = Float64Array.of(0.5, 0.25);
  const first = trained(workload.workers[0]!, 0, point).after;
  workload.evaluate(Float64Array.of(7, 7));
  expect(trained(workload.workers[0]!, 0, point).after).toEqual(first);
  expect(Array.from(point)).toEqual([0.5, 0.25]);
});

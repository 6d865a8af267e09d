import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exp } from '../../src/numerics/elementary.ts';
import { arbitraryRows, denseSet, quarter, sparseSet, trained, workloadOf } from '../workloads/fixtures.ts';
import { type SequentialProblem, sequentialSgd } from './sequential-sgd.ts';

/** Score gradients as a reader would write them down. */
const slopes: Record<string, SequentialProblem['scoreGradient']> = {
  'logistic-regression': ([s], y) => [-y / (1 + exp(y * s!))],
  'linear-svm': ([s], y) => [y * s! < 1 ? -y : 0],
  'least-squares': ([s], y) => [s! - y],
};

const cases = fc.record({
  model: fc.constantFrom(...Object.keys(slopes)),
  data: arbitraryRows(),
  l2: fc.constantFrom(0, 0.01, 0.3),
  batchSize: fc.integer({ min: 1, max: 2 }),
  batchesPerClock: fc.integer({ min: 1, max: 3 }),
  initial: quarter,
  features: fc.constantFrom('local' as const, 'all' as const),
  dense: fc.boolean(),
});

test('one worker that goes on with its replica is SGD by the book, bit for bit', () => {
  fc.assert(
    fc.property(cases, ({ model, data, l2, batchSize, batchesPerClock, initial, features, dense }) => {
      // A feature that no example has is not held under `local`, and stays at w0 whatever its l2 term says.
      const used = data.rows[0]!.map((_, j) => data.rows.some((row) => row[j] !== 0));
      fc.pre(l2 === 0 || dense || features === 'all' || used.every(Boolean));
      const rate = (clock: number) => 0.5 / (clock + 1);
      const set = (dense ? denseSet : sparseSet)(data.rows, data.labels);
      const workload = workloadOf(set, { model, l2, batchSize, batchesPerClock, features }, { initial });
      const worker = workload.workers[0]!;
      const expected = sequentialSgd(
        {
          ...data,
          labels: model === 'least-squares' ? data.labels : data.labels.map((label) => 2 * label - 1),
          outputs: 1,
          scoreGradient: slopes[model]!,
          l2,
          batchSize,
          batchesPerClock,
          learningRateAt: rate,
          initial: Array.from(workload.initial),
        },
        5,
      );
      let w = workload.initial;
      for (let clock = 0; clock < 5; clock++) {
        const { after } = trained(worker, clock, w, rate(clock));
        w = w.slice();
        after.forEach((value, k) => {
          w[worker.held.globalIndices?.[k] ?? k] = value;
        });
        expect(Array.from(w)).toEqual(expected[clock + 1]);
      }
    }),
    { numRuns: 300 },
  );
});

test('softmax regression is SGD by the book, to rounding', () => {
  // The book computes p_c − 1 and normalises without a shift; a few ulp differ in each of 12 steps of size about 1.
  const textbook: SequentialProblem['scoreGradient'] = (scores, label) => {
    const weights = scores.map((s) => exp(s));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight, k) => weight / total - (k === label ? 1 : 0));
  };
  fc.assert(
    fc.property(arbitraryRows(6), fc.boolean(), ({ rows }, dense) => {
      const labels = rows.map((_, i) => i % 3);
      const set = (dense ? denseSet : sparseSet)(rows, labels);
      const settings = {
        model: 'softmax-regression',
        batchSize: 2,
        batchesPerClock: 3,
        features: 'all' as const,
      };
      const workload = workloadOf(set, { ...settings, l2: 0.01 });
      const problem = {
        rows,
        labels,
        outputs: 3,
        scoreGradient: textbook,
        l2: 0.01,
        learningRateAt: () => 0.1,
      };
      const initial = Array.from(workload.initial);
      const expected = sequentialSgd({ ...problem, batchSize: 2, batchesPerClock: 3, initial }, 4);
      let w = workload.initial;
      for (let clock = 0; clock < 4; clock++) {
        w = trained(workload.workers[0]!, clock, w, 0.1).after;
        w.forEach((value, i) => {
          expect(Math.abs(value - expected[clock + 1]![i]!)).toBeLessThan(1e-12);
        });
      }
    }),
  );
});

test('the oracle itself agrees with a step worked by hand', () => {
  // Least squares, x = (2, 1), y = 1, w0 = (1, 1): score 3, residual 2, gradient (4, 2) + 0.5·(1, 1); η = 0.1.
  const [, w] = sequentialSgd(
    {
      rows: [[2, 1]],
      labels: [1],
      outputs: 1,
      scoreGradient: slopes['least-squares']!,
      l2: 0.5,
      batchSize: 1,
      batchesPerClock: 1,
      learningRateAt: () => 0.1,
      initial: [1, 1],
    },
    1,
  );
  expect(w).toEqual([1 - 0.1 * 4.5, 1 - 0.1 * 2.5]);
});

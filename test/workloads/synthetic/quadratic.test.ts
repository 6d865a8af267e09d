import fc from 'fast-check';
import { expect, test } from 'vitest';
import { selectRows } from '../../../src/workloads/split.ts';
import { contradictionOf, generated, leastSquares } from './generated.ts';

const kind = 'quadratic';
const shapes = fc.record({
  features: fc.integer({ min: 2, max: 8 }),
  condition: fc.double({ min: 1, max: 1000, noNaN: true }),
  copies: fc.integer({ min: 1, max: 12 }),
});

/** ½ Σ λ_j (w_j − w*_j)² and its gradient. */
function formula(features: number, condition: number, w: readonly number[], optimum: Float64Array) {
  const eigenvalues = Array.from({ length: features }, (_, j) => condition ** (-j / (features - 1)));
  const gradient = eigenvalues.map((eigenvalue, j) => eigenvalue * (w[j]! - optimum[j]!));
  const objective = gradient.reduce((sum, slope, j) => sum + (slope * (w[j]! - optimum[j]!)) / 2, 0);
  return { objective, gradient };
}

test('the objective is the parabola that it claims to be, everywhere', () => {
  const point = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(shapes, point, (shape, w) => {
      const { data, optimum } = generated(kind, shape);
      const expected = formula(shape.features, shape.condition, w, optimum!.parameters);
      const { objective, gradient } = leastSquares(data, w);
      // Some hundred roundings of numbers up to 10^3.
      expect(Math.abs(objective - expected.objective)).toBeLessThan(1e-10);
      gradient.forEach((slope, j) => {
        expect(Math.abs(slope - expected.gradient[j]!)).toBeLessThan(1e-11);
      });
    }),
  );
});

test('at the known optimum it is exactly 0', () => {
  const { data, optimum } = generated(kind, { features: 5, condition: 30, copies: 4 });
  const { objective, gradient } = leastSquares(data, optimum!.parameters);
  expect([objective, optimum!.objective, ...gradient.map(Math.abs)]).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

test('dealt round-robin to workers that divide the copies, each worker has the whole objective', () => {
  const { data } = generated(kind, { features: 4, condition: 10, copies: 12 });
  const w = [1, -2, 3, -4];
  const whole = leastSquares(data, w);
  for (const workers of [2, 3, 4, 6, 12]) {
    for (let worker = 0; worker < workers; worker++) {
      const rows = Uint32Array.from({ length: data.rows / workers }, (_, k) => worker + k * workers);
      const share = leastSquares(selectRows(data, rows), w);
      expect(share.objective).toBeCloseTo(whole.objective, 10);
      share.gradient.forEach((slope, j) => {
        expect(slope).toBeCloseTo(whole.gradient[j]!, 10);
      });
    }
  }
});

test('options that do not go together are told', () => {
  expect(contradictionOf(kind, { features: 4, condition: 10, copies: 12 })).toBeUndefined();
  expect(contradictionOf(kind, { features: 1, condition: 10 })).toBe('one feature has condition 1');
});

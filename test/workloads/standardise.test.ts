import fc from 'fast-check';
import { expect, test } from 'vitest';
import { standardised } from '../../src/workloads/standardise.ts';
import { denseSet, sparseSet } from './fixtures.ts';

const train = [
  [1, 0.1, 1e9, 0],
  [2, 0.1, 1e9 + 1, 0],
  [4, 0.1, 1e9 + 2, 3],
];
const heldOut = [[3, 0.2, 1e9, 6]];

/**
 * By hand: column 1 has mean 7/3 and variance (16 + 1 + 25) / 9 / 3 = 14/9; column 2 does not vary; column 3 has mean 10^9 + 1 and variance
 * 2/3; column 4 has mean 1 and variance (1 + 1 + 4) / 3 = 2. StandardScaler of scikit-learn 1.2.1 gives the same means (7/3, 0.1, …) and
 * scales 1.247219128924647, 1, 0.816496580927726, 1.4142135623730951.
 */
const deviations = [Math.sqrt(14) / 3, 1, Math.sqrt(2 / 3), Math.SQRT2];
const means = [7 / 3, 0.1, 1e9 + 1, 1];

const close = (values: Float64Array, expected: readonly number[]) =>
  expected.forEach((value, k) => {
    expect(values[k], `value ${k}`).toBeCloseTo(value, 14);
  });

test('dense features get mean 0 and deviation 1 on the training rows, and test rows are treated alike', () => {
  const data = { train: denseSet(train, [1, 2, 3]), test: denseSet(heldOut, [1]) };
  const { train: rows, test: held, preparation } = standardised(data);
  expect(preparation!.standardised).toEqual({
    means: Float64Array.from(means),
    deviations: Float64Array.of(1.247219128924647, 1, 0.816496580927726, Math.SQRT2),
  });
  const z = (row: readonly number[]) => row.map((value, j) => (value - means[j]!) / deviations[j]!);
  close(rows.examples.values, train.flatMap(z));
  close(held!.examples.values, [0.5345224838248487, 0.1, -1.224744871391589, 3.5355339059327373]);
  expect(rows.examples.values[1]).toBe(0);
  expect(rows.labels).toEqual(Float64Array.of(1, 2, 3));
});

test('sparse features are divided by the deviation of all rows, missing entries counting as 0, and stay sparse', () => {
  const data = { train: sparseSet(train, [1, 2, 3]), test: sparseSet(heldOut, [1]) };
  const { train: rows, test: held, preparation } = standardised(data);
  expect(preparation!.standardised!.means).toBeUndefined();
  close(preparation!.standardised!.deviations, deviations);
  const divided = sparseSet(
    train.map((row) => row.map((value, j) => value / preparation!.standardised!.deviations[j]!)),
    [1, 2, 3],
  );
  expect(rows).toEqual(divided);
  expect(held!.examples.values[3]).toBe(6 / preparation!.standardised!.deviations[3]!);
});

test('standardised columns have mean 0 and variance 1, however far from 0 they were', () => {
  const column = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(column, fc.constantFrom(0, 1e6, -1e10), (values, shift) => {
      fc.pre(new Set(values).size > 1);
      const n = values.length;
      const { examples } = standardised({
        train: denseSet(
          values.map((value) => [value + shift]),
          values,
        ),
      }).train;
      const mean = examples.values.reduce((sum, z) => sum + z, 0) / n;
      const variance = examples.values.reduce((sum, z) => sum + (z - mean) ** 2, 0) / n;
      // Whole numbers: differences from a mean of size 1e10 are off by up to 1e-6 of a deviation of at least 1/n.
      expect(mean).toBeCloseTo(0, 4);
      expect(variance).toBeCloseTo(1, 4);
    }),
  );
});

test('values whose squares are too large for a double are refused with their feature', () => {
  const data = { train: denseSet([[1, 1e200], [1, -1e200]], [0, 1]) }; // biome-ignore format: two rows
  expect(() => standardised(data)).toThrow(
    'workload.data.standardise: feature 2 has values too large to be standardised',
  );
});

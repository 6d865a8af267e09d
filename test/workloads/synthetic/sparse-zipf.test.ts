import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Streams } from '../../../src/random/streams.ts';
import { HiddenModel } from '../../../src/workloads/synthetic/hidden-model.ts';
import { contradictionOf, generated, sparseRows, vectorsOf } from './generated.ts';

const kind = 'sparse-zipf';

test('rows have distinct ascending features and length 1, and exactly the share of positives that is asked for', () => {
  const cases = fc.record({
    rows: fc.integer({ min: 2, max: 60 }),
    features: fc.integer({ min: 2, max: 300 }),
    share: fc.double({ min: 0.01, max: 0.95, noNaN: true }),
    exponent: fc.double({ min: 0, max: 3, noNaN: true }),
    noise: fc.constantFrom(0, 0.5),
    positives: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
    seed: fc.nat(),
  });
  fc.assert(
    fc.property(cases, ({ rows, features, share, exponent, noise, positives, seed }) => {
      const given = { rows, features, nonzerosPerRow: share * features, exponent, noise, positives };
      const { data } = generated(kind, given, seed);
      expect([data.rows, data.features]).toEqual([rows, features]);
      const { offsets, indices, values } = sparseRows(data);
      expect(offsets[rows]).toBe(indices.length);
      for (let row = 0; row < rows; row++) {
        const [from, to] = [offsets[row]!, offsets[row + 1]!];
        const present = Array.from(indices.subarray(from, to));
        const distinct = [...new Set(present)].filter((index) => index < features).sort((a, b) => a - b);
        expect(present).toEqual(distinct);
        expect(values.subarray(from, to).every((value) => value === 1 / Math.sqrt(to - from))).toBe(true);
      }
      const positive = data.labels.filter((label) => label === 1).length;
      expect(positive).toBe(Math.max(1, Math.min(rows - 1, Math.round(positives * rows))));
      expect(data.labels.filter((label) => label === -1)).toHaveLength(rows - positive);
    }),
  );
});

const shape = { rows: 400, features: 500, nonzerosPerRow: 20 };

/** Scores of the hidden model, which draws at index 1 of the generator's stream. */
function scoresOf(data: ReturnType<typeof generated>['data']): number[] {
  const stream = new Streams(1, 0).stream('synthetic');
  const model = new HiddenModel(data.features, (feature) => stream.uniform(feature, 1));
  return vectorsOf(data).map((x) => x.reduce((sum, value, j) => sum + value * model.weight(j), 0));
}

test('without noise a sparse linear model separates the labels; with noise it errs, the more the noisier', () => {
  const errors = [0, 0.3, 3].map((noise) => {
    const { data } = generated(kind, { ...shape, noise });
    const scores = scoresOf(data);
    const threshold = [...scores].sort((a, b) => b - a)[199]!;
    return scores.filter((score, row) => score >= threshold !== (data.labels[row] === 1)).length;
  });
  expect(errors[0]).toBe(0);
  expect(errors[1]).toBeGreaterThan(10);
  expect(errors[2]).toBeGreaterThan(2 * errors[1]!);
});

test('a tenth of the features carry weight, and at least some of a few', () => {
  const stream = new Streams(1, 0).stream('synthetic');
  const weightsOf = (features: number) => {
    const model = new HiddenModel(features, (feature) => stream.uniform(feature, 1));
    return Array.from({ length: features }, (_, j) => model.weight(j)).filter((weight) => weight !== 0);
  };
  const weights = weightsOf(20_000);
  // Binomial(20000, 0.1): standard deviation 42. Mean square of a normal: standard deviation √(2/2000).
  expect(Math.abs(weights.length - 2000)).toBeLessThan(5 * 42);
  expect(Math.abs(weights.reduce((sum, w) => sum + w * w, 0) / weights.length - 1)).toBeLessThan(
    5 * Math.sqrt(2 / 2000),
  );
  expect(weightsOf(8)).toHaveLength(8);
});

test('more rows go on where fewer end', () => {
  const few = sparseRows(generated(kind, { ...shape, rows: 40 }).data);
  const many = sparseRows(generated(kind, { ...shape, rows: 80 }).data);
  expect(many.indices.slice(0, few.indices.length)).toEqual(few.indices);
  expect(many.offsets.slice(0, 41)).toEqual(few.offsets);
});

test('features past the table of the popular ones are drawn too', () => {
  const { data } = generated(kind, { rows: 20, features: 3_000_000, nonzerosPerRow: 100, exponent: 0.5 });
  const largest = sparseRows(data).indices.reduce((a, b) => Math.max(a, b));
  expect(largest).toBeGreaterThan(2_500_000);
  expect(largest).toBeLessThan(3_000_000);
});

test('options that do not go together are told', () => {
  expect(contradictionOf(kind, shape)).toBeUndefined();
  expect(contradictionOf(kind, { ...shape, nonzerosPerRow: 499 })).toBe(
    '499 entries a row of 500 features; at most 95% of them (kind dense has all)',
  );
  expect(contradictionOf(kind, { rows: 4e9, features: 1e6, nonzerosPerRow: 100 })).toBe(
    '4000000000 rows of 100 values are 400000000000 values; at most 2147483648 are made',
  );
});

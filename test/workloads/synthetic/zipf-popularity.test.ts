import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Streams } from '../../../src/random/streams.ts';
import { ZipfPopularity } from '../../../src/workloads/synthetic/zipf-popularity.ts';

test('a row has as many features as are asked for on average, for any exponent and any share of them', () => {
  const cases = fc.record({
    features: fc.integer({ min: 2, max: 1500 }),
    exponent: fc.oneof(
      fc.constantFrom(0, 1, 1 + 1e-9, 1 - 1e-5),
      fc.double({ min: 0, max: 10, noNaN: true }),
    ),
    share: fc.double({ min: 0.001, max: 0.95, noNaN: true }),
  });
  fc.assert(
    fc.property(cases, ({ features, exponent, share }) => {
      const popularity = new ZipfPopularity(features, exponent, share * features);
      let sum = 0;
      for (let j = 1; j <= features; j++) sum += popularity.probability(j);
      // The sum that fixes the intensity is taken in blocks of 1/256 of the rank: relative error of the order of their square.
      expect(Math.abs(sum / (share * features) - 1)).toBeLessThan(1e-4);
    }),
  );
});

test.each([0.5, 1, 1.1, 2])('a rare feature occurs in proportion to its rank to the minus %s', (exponent) => {
  const popularity = new ZipfPopularity(20_000, exponent, 2);
  for (const j of [100, 1000, 10_000]) {
    // Where 1 - exp(-m) is all but m; the integral over a cell differs from j^-s by a part of order j^-2.
    const ratio = popularity.probability(2 * j) / popularity.probability(j);
    const saturation = popularity.probability(j);
    expect(Math.abs(ratio / 2 ** -exponent - 1)).toBeLessThan(saturation + 1e-3);
  }
});

test('without an exponent all features are equally popular', () => {
  const popularity = new ZipfPopularity(1000, 0, 50);
  for (const j of [1, 2, 500, 1000]) expect(popularity.probability(j)).toBeCloseTo(0.05, 12);
});

test.each([
  [0.3, 40, 8],
  [1, 40, 8],
  [1.7, 40, 8],
  [1.2, 20_000, 20],
])(
  'features occur as often as their probability says: exponent %s, %s features, %s a row',
  (exponent, features, perRow) => {
    const popularity = new ZipfPopularity(features, exponent, perRow);
    const uniforms = new Streams(5, 1).stream('popularity').sequence(0);
    const counts = new Uint32Array(features + 1);
    const rows = 5000;
    for (let row = 0; row < rows; row++) {
      for (let j = popularity.next(0, uniforms.next()); j > 0; ) {
        counts[j]!++;
        j = j === features ? 0 : popularity.next(j, uniforms.next());
      }
    }
    for (const j of [1, 2, 3, 5, 10, 20, 39, 40]) {
      const p = popularity.probability(j);
      // Binomial, five standard deviations.
      expect(Math.abs(counts[j]! - rows * p)).toBeLessThan(5 * Math.sqrt(rows * p * (1 - p)) + 1);
    }
    const total = counts.reduce((a, b) => a + b);
    expect(Math.abs(total / rows / perRow - 1)).toBeLessThan(5 / Math.sqrt(rows * perRow));
  },
);

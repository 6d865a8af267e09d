import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Pair, pairedRatio, winShare } from '../../../src/studies/statistics/paired-ratio.ts';

test('an example by hand: ratios 2 and 8 have the geometric mean 4', () => {
  // Logarithms ln 2 and ln 8: mean ln 4, s = ln 4 / √2, standard error ln 4 / 2, t of one degree of freedom 12.7062047.
  const { value, low, high } = pairedRatio([
    [6, 3],
    [40, 5],
  ])!;
  const half = (12.7062047 * Math.log(4)) / 2;
  expect(value).toBeCloseTo(4, 12);
  expect(Math.log(high!)).toBeCloseTo(Math.log(4) + half, 6);
  expect(Math.log(low!)).toBeCloseTo(Math.log(4) - half, 6);
});

test('an algorithm beside itself is as fast as itself, for sure', () => {
  const self: Pair[] = [
    [3, 3],
    [5, 5],
  ];
  expect(pairedRatio(self)).toEqual({ value: 1, low: 1, high: 1 });
  expect(winShare(self)).toBe(0.5);
});

test('what is common to a pair cancels, and exchanging the two inverts the ratio', () => {
  const positive = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(positive, positive, positive), { minLength: 2, maxLength: 12 }), (rows) => {
      const plain = pairedRatio(rows.map(([a, b]): Pair => [a, b]))!;
      const scaled = pairedRatio(rows.map(([a, b, c]): Pair => [a * c, b * c]))!;
      const inverse = pairedRatio(rows.map(([a, b]): Pair => [b, a]))!;
      const close = (x: number, y: number) => expect(Math.abs(Math.log(x / y))).toBeLessThan(1e-9);
      close(scaled.value, plain.value);
      close(scaled.high!, plain.high!);
      close(inverse.value, 1 / plain.value);
      close(inverse.high!, 1 / plain.low!);
    }),
  );
});

test('without a time of its own no pair has a ratio', () => {
  expect(pairedRatio([])).toBeUndefined();
  for (const time of [0, Number.POSITIVE_INFINITY]) {
    expect(
      pairedRatio([
        [1, 2],
        [3, time],
      ]),
    ).toBeUndefined();
    expect(
      pairedRatio([
        [1, 2],
        [time, 3],
      ]),
    ).toBeUndefined();
    expect(
      pairedRatio([
        [1, 2],
        [time, time],
      ]),
    ).toBeUndefined();
  }
});

test('a win is an earlier arrival; a tie is half a win; whoever never arrives loses', () => {
  const never = Number.POSITIVE_INFINITY;
  const pairs: Pair[] = [
    [2, 1],
    [1, 2],
    [3, 3],
    [never, 9],
    [9, never],
    [never, never],
    [5, 4],
    [5, 1],
  ];
  expect(winShare(pairs)).toBe(5 / 8);
  expect(winShare([])).toBeUndefined();
});

import { describe, expect, test } from 'vitest';
import { medianInterval, medianRank } from '../../../src/studies/statistics/median-interval.ts';

const upTo = (n: number) => Array.from({ length: n }, (_, k) => k + 1);

describe('the interval of a median lies between two order statistics', () => {
  test.each([
    // Published table for 95% (Conover, Practical Nonparametric Statistics, and Hahn and Meeker, Statistical Intervals): n, l.
    [6, 1],
    [8, 1],
    [9, 2],
    [10, 2],
    [15, 4],
    [20, 6],
    [25, 8],
    [30, 10],
    [50, 18],
    [100, 40],
  ])('of %i values from the %i. smallest to the same from above', (n, rank) => {
    const shuffled = upTo(n).sort((a, b) => ((a * 7919) % 101) - ((b * 7919) % 101));
    expect(medianInterval(shuffled)).toEqual({ value: (n + 1) / 2, low: rank, high: n + 1 - rank });
  });

  test('up to five values have none', () => {
    for (let n = 1; n <= 5; n++)
      expect(medianInterval(upTo(n))).toMatchObject({ low: undefined, high: undefined });
    expect(medianInterval([])).toBeUndefined();
  });

  test('the rank is exact: whole numbers of binomial coefficients say the same', () => {
    for (let n = 1; n <= 120; n++) {
      let coefficient = 1n;
      let below = 0n;
      let rank = 0;
      // 2 P(B < l) ≤ 5%, that is 40 · Σ_{k < l} C(n, k) ≤ 2^n.
      for (; ; rank++) {
        below += coefficient;
        coefficient = (coefficient * BigInt(n - rank)) / BigInt(rank + 1);
        if (40n * below > 2n ** BigInt(n)) break;
      }
      expect(medianRank(n, 0.95)).toBe(rank);
    }
  });

  test('ten thousand values overflow nothing: the rank is that of the normal limit to within one', () => {
    const normal = 5000 - (1.959964 * 100) / 2;
    expect(Math.abs(medianRank(10_000, 0.95) - normal)).toBeLessThan(1);
  });
});

describe('a run that never arrived counts as Infinity', () => {
  const never = Number.POSITIVE_INFINITY;

  test('less than half of them leave the median what it was', () => {
    expect(medianInterval([3, never, 1, 2, 4])!.value).toBe(3);
    expect(medianInterval([5, 1, 2, 3, 4, 6, never, never, never, never])).toEqual({
      value: 5.5,
      low: 2,
      high: never,
    });
  });

  test('half of them or more make it Infinity, and no number is ever missing', () => {
    expect(medianInterval([1, 2, never, never])!.value).toBe(never);
    expect(medianInterval([1, never, never, never])!.value).toBe(never);
    expect(medianInterval(Array.from({ length: 8 }, () => never))).toEqual({
      value: never,
      low: never,
      high: never,
    });
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  meanInterval,
  positiveMeanInterval,
  shareInterval,
} from '../../../src/studies/statistics/mean-interval.ts';

test("Student's own data give Student's interval", () => {
  // Additional hours of sleep, second drug less first (Student, Biometrika 1908); mean 1.58, interval as R's t.test(extra) gives it.
  const sleep = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];
  const { value, low, high } = meanInterval(sleep)!;
  expect(value).toBeCloseTo(1.58, 12);
  expect(low).toBeCloseTo(0.7001142, 7);
  expect(high).toBeCloseTo(2.4598858, 7);
});

test('an example by hand: mean 5, s² = 32/7, t of 7 degrees of freedom 2.364624', () => {
  const { value, low, high } = meanInterval([2, 4, 4, 4, 5, 5, 7, 9])!;
  const half = 2.364624 * Math.sqrt(32 / 7 / 8);
  expect(value).toBe(5);
  expect(high! - 5).toBeCloseTo(half, 6);
  expect(5 - low!).toBeCloseTo(half, 6);
});

test.each([
  // Published table of t, two-sided 95% (Fisher and Yates): degrees of freedom, quantile.
  [1, 12.706],
  [4, 2.776],
  [9, 2.262],
  [19, 2.093],
  [29, 2.045],
  [59, 2.001],
])('for %i degrees of freedom the interval is %f standard errors to each side', (freedom, quantile) => {
  const n = freedom + 1;
  // Half the values 0 and half 1 (and one more 1 where n is odd): any sample will do, its standard error is known.
  const values = Array.from({ length: n }, (_, k) => k % 2);
  const mean = values.reduce((sum, x) => sum + x, 0) / n;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / freedom;
  const { value, high } = meanInterval(values)!;
  expect((high! - value) / Math.sqrt(variance / n)).toBeCloseTo(quantile, 3);
});

test('too little to go by gives no interval, and equal values give one of no width', () => {
  expect(meanInterval([])).toBeUndefined();
  expect(meanInterval([3])).toEqual({ value: 3, low: undefined, high: undefined });
  expect(meanInterval([3, 3, 3])).toEqual({ value: 3, low: 3, high: 3 });
});

test('a higher confidence gives a wider interval', () => {
  const width = (confidence: number) => meanInterval([1, 2, 4], confidence)!.high!;
  expect(width(0.99)).toBeGreaterThan(width(0.95));
});

describe('of what is never negative', () => {
  test('an example by hand: five skewed times have an interval above 0 where Student has none', () => {
    // Mean 36, squares of the deviations 676 + 441 + 256 + 121 + 5476 = 6970, s/√5 = √(6970 / 20) = 18.668155, t of 4 degrees of freedom 2.776445:
    // Student's low end is 36 − 51.831105 < 0. The logarithm of the mean is known to within 51.831105 / 36 = 1.439753.
    const times = [10, 15, 20, 25, 110];
    const { value, low, high } = positiveMeanInterval(times)!;
    expect(meanInterval(times)!.low).toBeCloseTo(36 - 51.831105, 4);
    expect(value).toBe(36);
    expect(low).toBeCloseTo(36 * Math.exp(-1.439753), 4);
    expect(high).toBeCloseTo(36 * Math.exp(1.439753), 3);
  });

  test('the interval is never negative, holds the mean, and scales with its unit', () => {
    const sample = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(sample, (values) => {
        const { value, low, high } = positiveMeanInterval(values)!;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        const scaled = positiveMeanInterval(values.map((x) => 1024 * x))!;
        expect(scaled.high).toBeCloseTo(1024 * high!, -6);
      }),
    );
  });

  test('zeros are known to be zero', () => {
    expect(positiveMeanInterval([0, 0, 0])).toEqual({ value: 0, low: 0, high: 0 });
  });
});

describe('of shares', () => {
  test('an example by hand: 90%, 95% and 100% reach 99% and not beyond', () => {
    // Mean 0.95, s/√3 = 0.05/√3 = 0.028868, t of 2 degrees of freedom 4.302653: half = 0.124207 / (0.95 · 0.05) = 2.614891; odds 19.
    const { value, low, high } = shareInterval([0.9, 0.95, 1])!;
    const shareOf = (odds: number) => odds / (1 + odds);
    expect(value).toBeCloseTo(0.95, 12);
    expect(low).toBeCloseTo(shareOf(19 * Math.exp(-2.614891)), 5);
    expect(high).toBeCloseTo(shareOf(19 * Math.exp(2.614891)), 5);
  });

  test('the interval stays between 0 and 1, and that of the other part is its mirror', () => {
    const sample = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(sample, (values) => {
        const { value, low, high } = shareInterval(values)!;
        const other = shareInterval(values.map((x) => 1 - x))!;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(value - low!).toBeGreaterThanOrEqual(-1e-12);
        expect(high! - value).toBeGreaterThanOrEqual(-1e-12);
        expect(other.high).toBeCloseTo(1 - low!, 6);
      }),
    );
  });

  test('all of all is known to be all', () => {
    expect(shareInterval([1, 1])).toEqual({ value: 1, low: 1, high: 1 });
    expect(shareInterval([0, 0])).toEqual({ value: 0, low: 0, high: 0 });
  });
});

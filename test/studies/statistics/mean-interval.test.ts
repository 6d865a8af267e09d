import { expect, test } from 'vitest';
import { meanInterval } from '../../../src/studies/statistics/mean-interval.ts';

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

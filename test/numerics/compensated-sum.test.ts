import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CompensatedSum } from '../../src/numerics/compensated-sum.ts';

function sumOf(terms: readonly number[]): number {
  const sum = new CompensatedSum();
  for (const term of terms) sum.add(term);
  return sum.value;
}

test('what plain addition loses is kept', () => {
  expect(sumOf([1, 1e100, 1, -1e100])).toBe(2);
  // Ten thousand times log 2: one by one, the last four digits would be wrong.
  expect(sumOf(new Array(10_000).fill(Math.LN2)) / 10_000).toBe(Math.LN2);
});

test('sums of whole numbers are exact however they are scaled and ordered', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { maxLength: 50 }),
      fc.integer({ min: -40, max: 40 }),
      (terms, power) => {
        const scale = 2 ** power;
        const exact = Number(terms.reduce((sum, term) => sum + BigInt(term), 0n)) * scale;
        expect(sumOf(terms.map((term) => term * scale))).toBe(exact + 0);
      },
    ),
  );
});

test('what is not finite stays so', () => {
  expect(sumOf([1, Number.POSITIVE_INFINITY, 1])).toBe(Number.POSITIVE_INFINITY);
  expect(sumOf([1e308, 1e308, -1e308])).toBe(Number.POSITIVE_INFINITY);
  expect(sumOf([1, Number.NaN])).toBeNaN();
});

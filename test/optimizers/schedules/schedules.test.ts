import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valuesOf } from '../../../src/base/options.ts';
import { schedules } from '../../../src/optimizers/schedules/index.ts';

function rates(name: string, given: Record<string, number>, clocks: number[]): number[] {
  const definition = schedules.get(name);
  return clocks.map(definition.create(valuesOf(definition.options, given)));
}

test('the rates are those of the formulas', () => {
  expect(rates('constant', { initial: 0.3 }, [0, 1, 1000])).toEqual([0.3, 0.3, 0.3]);
  // 2 / √(0.75 c + 1) at c = 0, 4, 20: √1, √4, √16.
  expect(rates('inverse-sqrt', { initial: 2, alpha: 0.75 }, [0, 4, 20])).toEqual([2, 1, 0.5]);
  // The default α of the paper is 0.2: √(0.2 · 15 + 1) = 2.
  expect(rates('inverse-sqrt', { initial: 1 }, [15])).toEqual([0.5]);
  expect(rates('step', { initial: 8, factor: 0.5, every: 3 }, [0, 2, 3, 5, 6, 9])).toEqual([
    8, 8, 4, 4, 2, 1,
  ]);
});

test('every schedule starts at `initial` and stays a positive number', () => {
  for (const { name } of schedules.entries) {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e3, noNaN: true }), fc.nat(10_000), (initial, clock) => {
        const [first, later] = rates(name, { initial }, [0, clock]);
        expect(first).toBe(initial);
        // Halved every ten clocks, a rate reaches the smallest numbers after about ten thousand.
        expect(later).toBeGreaterThanOrEqual(name === 'step' ? 0 : Number.MIN_VALUE);
        expect(later).toBeLessThanOrEqual(initial);
      }),
    );
  }
});

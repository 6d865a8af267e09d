import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ticksFor, tickText } from '../../src/charts/ticks.ts';

const seconds = { label: 'time', scale: 'linear' } as const;
const milliseconds = { label: 'time', scale: 'log', unit: { name: 'ms', size: 1e-3 } } as const;

test('ticks are round numbers in the unit of their axis', () => {
  expect(ticksFor(seconds, 0, 1.5, 8).map(({ text }) => text)).toEqual([
    '0',
    '0.2',
    '0.4',
    '0.6',
    '0.8',
    '1',
    '1.2',
    '1.4',
  ]);
  expect(ticksFor(milliseconds, 0.009, 0.4, 6)).toEqual([
    { value: 0.01, text: '10' },
    { value: 0.02, text: '20' },
    { value: 0.05, text: '50' },
    { value: 0.1, text: '100' },
    { value: 0.2, text: '200' },
  ]);
  expect(ticksFor({ ...seconds, scale: 'log' }, 1e-6, 1e6, 4).map(({ value }) => value)).toEqual([
    1e-6, 1e-3, 1, 1e3, 1e6,
  ]);
  expect(ticksFor({ ...seconds, words: ['a', 'b'] }, 0, 1, 5).map(({ text }) => text)).toEqual(['a', 'b']);
});

test('ticks lie within their axis, ascend, and are never more than twice as many as asked for', () => {
  const size = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(
      size,
      fc.double({ min: 1.001, max: 1e6, noNaN: true }),
      fc.integer({ min: 2, max: 12 }),
      fc.boolean(),
      (low, factor, count, isLog) => {
        const high = low * factor;
        const values = ticksFor({ label: '', scale: isLog ? 'log' : 'linear' }, low, high, count).map(
          ({ value }) => value,
        );
        expect(values.length).toBeLessThanOrEqual(2 * count + 1);
        for (const [k, value] of values.entries()) {
          expect(value).toBeGreaterThanOrEqual(low * (1 - 1e-6));
          expect(value).toBeLessThanOrEqual(high * (1 + 1e-6));
          if (k > 0) expect(value).toBeGreaterThan(values[k - 1]!);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('numbers on axes are short', () => {
  expect([0, 0.1 + 0.2, 12345, 1234567, 1e9, 2.5e-7, -20000].map(tickText)).toEqual([
    '0',
    '0.3',
    '12 345',
    '1 234 570',
    '1e9',
    '2.5e-7',
    '-20 000',
  ]);
});

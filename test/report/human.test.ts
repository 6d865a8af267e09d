import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  coarseTime,
  humanDollars,
  humanEnergies,
  humanNumber,
  humanRatio,
  humanShare,
  humanShares,
  humanTime,
  humanTimes,
} from '../../src/report/human.ts';

test('a time is said in the unit that suits it', () => {
  const times = [0, 2e-9, 3.5e-6, 0.0123456, 1, 119.9, 120, 3600, 7200, 360_000];
  expect(times.map(humanTime)).toEqual([
    '0 ns',
    '2.00 ns',
    '3.50 µs',
    '12.35 ms',
    '1.00 s',
    '119.9 s',
    '2.00 min',
    '60.00 min',
    '2.00 h',
    '100.0 h',
  ]);
});

test('times of one column share unit and decimals, so that they compare at a glance', () => {
  expect(humanTimes([40.123, undefined, 9.87654, 0])).toEqual(['40.12 s', '–', '9.88 s', '0 s']);
  expect(humanTimes([8.6743, 0.54921])).toEqual(['8.674 s', '0.549 s']);
  expect(humanTimes([15, 300])).toEqual(['15.00 s', '300.00 s']);
  expect(humanTimes([150, 3000])).toEqual(['2.50 min', '50.00 min']);
  expect(humanTimes([undefined, undefined])).toEqual(['–', '–']);
  expect(humanTimes([])).toEqual([]);
});

test('a column has one unit, however far apart its times are', () => {
  expect(humanTimes([0.001, 100])).toEqual(['0.001 s', '100.000 s']);
  expect(humanTimes([0, 17e-6, 461.4])).toEqual(['0 s', '<0.001 s', '461.400 s']);
  expect(humanTimes([0.024, 243.09717])).toEqual(['0.024 s', '243.097 s']);
});

test('prices are told to the cent, and small ones to two digits; energies in one unit', () => {
  expect(humanDollars([2.9272, undefined, 13])).toEqual(['2.93', '–', '13.00']);
  expect(humanDollars([0.01642, 0.5])).toEqual(['0.016', '0.500']);
  expect(humanEnergies([4.4236e5, 27_100, undefined])).toEqual(['442.36 kJ', '27.10 kJ', '–']);
  expect(humanEnergies([5, 4.4236e5])).toEqual(['0.005 kJ', '442.360 kJ']);
});

test('shares of a whole add up to 100%, the largest remainders rounded up', () => {
  // 74.4 + 6.3 + 19.3: floors 74 + 6 + 19 = 99, the one that is missing goes to 74.4.
  expect(humanShares([0.744, 0.063, 0.193])).toEqual(['75%', '6%', '19%']);
  expect(humanShares([Number.NaN, 0])).toEqual(['–', '–']);
  const parts = fc.array(fc.double({ min: 1e-3, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(parts, (weights) => {
      const all = weights.reduce((sum, x) => sum + x, 0);
      const shown = humanShares(weights.map((x) => x / all)).map((text) => Number.parseInt(text, 10));
      expect(shown.reduce((sum, x) => sum + x, 0)).toBe(100);
      for (const [k, x] of weights.entries())
        expect(Math.abs(shown[k]! - (100 * x) / all)).toBeLessThan(1.000001);
    }),
  );
});

test('a time in words is off by at most half a percent', () => {
  const inSeconds: Record<string, number> = { ns: 1e-9, µs: 1e-6, ms: 1e-3, s: 1, min: 60, h: 3600 };
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1e7, noNaN: true }), (seconds) => {
      const [number, unit] = humanTime(seconds).split(' ');
      expect(Math.abs(Number(number) * inSeconds[unit!]! - seconds)).toBeLessThanOrEqual(seconds / 199);
    }),
  );
});

test('what is missing or infinite is not made up', () => {
  expect(humanNumber(undefined)).toBe('–');
  expect(humanNumber(Number.NaN)).toBe('NaN');
  expect(humanNumber(0.29987123)).toBe('0.29987');
  expect(humanShare(Number.NaN, 0)).toBe('–');
  expect(humanShare(0.125, 1)).toBe('12.5%');
  expect(humanRatio(undefined)).toBe('–');
  expect(humanRatio(2.605)).toMatch(/^2\.6[01]x$/);
});

test('an estimate is coarse', () => {
  expect([3.4, 59.6, 125, 3725, 36_000].map(coarseTime)).toEqual([
    '3 s',
    '1 min 00 s',
    '2 min 05 s',
    '1 h 02 min',
    '10 h 00 min',
  ]);
});

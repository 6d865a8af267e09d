import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leastStaleness, stalenessBin, stalenessBins } from '../../src/simulation/staleness-bins.ts';

const staleness = fc.oneof(fc.nat({ max: 200 }), fc.nat(), fc.integer({ min: 0, max: 2 ** 52 }));

test('a staleness lies within its bin, which is at most a thirty-second of it wide', () => {
  fc.assert(
    fc.property(staleness, (value) => {
      const bin = stalenessBin(value);
      const [from, next] = [leastStaleness(bin), leastStaleness(bin + 1)];
      expect(from).toBeLessThanOrEqual(value);
      expect(next).toBeGreaterThan(value);
      if (value < 64) expect(next - from).toBe(1);
      else expect(next - from).toBeLessThanOrEqual(value / 32);
    }),
    { numRuns: 500 },
  );
});

test('bins follow each other without a gap', () => {
  for (let bin = 0; bin < 500; bin++) {
    expect(stalenessBin(leastStaleness(bin))).toBe(bin);
    if (bin > 0) expect(stalenessBin(leastStaleness(bin) - 1)).toBe(bin - 1);
  }
});

test('only bins that hold something are told of', () => {
  const counts = new Float64Array(70);
  counts[3] = 2;
  counts[65] = 7;
  expect(stalenessBins(counts)).toEqual([
    { from: 3, to: 3, count: 2 },
    { from: 66, to: 67, count: 7 },
  ]);
});

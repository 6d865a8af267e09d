import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../src/base/errors.ts';
import { delayForHeterogeneity } from '../../src/cluster-model/heterogeneity.ts';

const delayFor = (level: number, clocks: readonly number[], hits: readonly number[]) =>
  delayForHeterogeneity(level, Float64Array.from(clocks), Uint8Array.from(hits));

test('equal machines: level 2 takes a pause as long as the clock', () => {
  expect(delayFor(2, [0.5, 0.5, 0.5], [0, 1, 0])).toBe(0.5);
});

test('unequal machines, by hand: the slowest hit worker becomes level times the fastest of those spared', () => {
  // 1.5 is hit and becomes 4 · 1.
  expect(delayFor(4, [1, 2, 1.5], [0, 0, 1])).toBe(2.5);
  // The fastest is hit and is so no longer: 2 is, and 2 · 3 = 6.
  expect(delayFor(3, [1, 2, 2], [1, 0, 0])).toBe(5);
  // 1 and 2 are hit; the slower of them becomes 3 · 5, the other stays below it.
  expect(delayFor(5, [1, 2, 3], [1, 1, 0])).toBe(13);
});

test('a straggler that is slow enough already needs no pause', () => {
  expect(delayFor(2, [1, 2], [0, 1])).toBe(0);
  expect(delayFor(1, [3, 3], [0, 1])).toBe(0);
});

test('level 1 asks for no pause, also where machines differ by themselves', () => {
  expect(delayFor(1, [1, 1.1, 0.9], [0, 1, 0])).toBe(0);
});

test('a fast machine may be hit, and slowed down to less than the level that the cluster had without', () => {
  // Without a pause 2 / 1; with a pause of 2 it is 3 / 2.
  expect(delayFor(1.5, [1, 2], [1, 0])).toBe(2);
});

/** Slowest over fastest, when those hit take that much longer. */
function levelOf(clocks: readonly number[], hits: readonly number[], delay: number): number {
  const all = clocks.map((clock, k) => clock + hits[k]! * delay);
  return Math.max(...all) / Math.min(...all);
}

const clusters = fc
  .array(fc.record({ seconds: fc.integer({ min: 1, max: 40 }), hit: fc.nat(1) }), {
    minLength: 2,
    maxLength: 6,
  })
  .map((workers) => ({
    clocks: workers.map(({ seconds }) => seconds / 4),
    hits: workers.map(({ hit }) => hit),
  }))
  .filter(({ hits }) => hits.includes(0) && hits.includes(1));

test('a pause that is given does what it is for, and where none is given none of a fine grid would have done', () => {
  fc.assert(
    fc.property(clusters, fc.integer({ min: 9, max: 80 }), ({ clocks, hits }, eighths) => {
      const level = eighths / 8;
      const delays = Array.from({ length: 100 * 32 }, (_, k) => k / 32);
      // The pauses that make a hit worker the slowest, as a straggler should be.
      const straggling = delays.filter((delay) => {
        const slowestHit = Math.max(...clocks.filter((_, k) => hits[k])) + delay;
        return clocks.every((clock, k) => slowestHit >= clock + hits[k]! * delay);
      });
      const hopeless = straggling.every((delay) => levelOf(clocks, hits, delay) > level);
      if (hopeless) expect(() => delayFor(level, clocks, hits)).toThrow('no delay makes');
      // Quarters times eighths are exact, so only the division of the level rounds.
      else expect(levelOf(clocks, hits, delayFor(level, clocks, hits))).toBeCloseTo(level, 12);
    }),
  );
});

test('a level that no pause can bring about is refused with the reason', () => {
  expect(() => delayFor(2, [1, 1], [0, 0])).toThrow(InputError);
  expect(() => delayFor(2, [1, 1], [0, 0])).toThrow('no worker is hit');
  expect(() => delayFor(2, [1, 1], [1, 1])).toThrow('every worker is hit');
  expect(() => delayFor(1.5, [1, 2], [0, 1])).toThrow(
    'no delay makes the slowest clock 1.5 times the fastest (allowed: at least 2.000 on this cluster)',
  );
  expect(() => delayFor(2, [0, 0], [0, 1])).toThrow('a clock takes no time');
});

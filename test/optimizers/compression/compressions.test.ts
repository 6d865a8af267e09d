import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valuesOf } from '../../../src/base/options.ts';
import type { Compressor } from '../../../src/optimizers/compression/compression.ts';
import { compressions } from '../../../src/optimizers/compression/index.ts';
import { Streams } from '../../../src/random/streams.ts';
import { optionsOf } from '../../../src/testing/arbitraries/option-values.ts';

const SIZE = 8;
const stream = new Streams(1, 1).stream('compression');

function compressorOf(kind: string, options: Readonly<Record<string, unknown>>, size = SIZE): Compressor {
  const definition = compressions.get(kind);
  return definition.create(valuesOf(definition.options, options), { size, worker: 3, stream });
}

/** What is sent, as [position, value]. */
function sentOf(
  compressor: Compressor,
  update: readonly number[],
  carried: readonly number[] | null = null,
  clock = 0,
): [number, number][] {
  const vector = Float64Array.from(update);
  const positions = compressor.compress(vector, carried && Uint32Array.from(carried), clock);
  return [...(positions ?? vector.keys())].map((i) => [i, vector[i]!]);
}

test('top-k by hand: the largest magnitudes, of equal ones the first, and never a zero', () => {
  const update = [1, -3, 0, 2, -2, 0.5, 2, 0];
  const send = (options: object) =>
    sentOf(compressorOf('top-k', { errorFeedback: false, ...options }), update);
  expect(send({ k: 1 })).toEqual([[1, -3]]);
  expect(send({ k: 3 })).toEqual([
    [1, -3],
    [3, 2],
    [4, -2],
  ]);
  expect(send({ fraction: 0.25 })).toHaveLength(2);
  expect(send({ fraction: 0.01 })).toHaveLength(1);
  expect(send({ k: 100 })).toHaveLength(6);
});

test('top-k with error feedback by hand: what was not sent is sent when its turn comes, wherever the clock’s own values are', () => {
  const topOne = compressorOf('top-k', { k: 1 }, 3);
  expect(sentOf(topOne, [5, 4, 0], [0, 1])).toEqual([[0, 5]]);
  expect(sentOf(topOne, [0, 0, 3], [2])).toEqual([[1, 4]]);
  expect(sentOf(topOne, [1, 0, 1], [0, 2])).toEqual([[2, 4]]);
  expect(sentOf(topOne, [0, 0, 0], [])).toEqual([[0, 1]]);
  expect(sentOf(topOne, [0, 0, 0], [])).toEqual([]);
});

test('threshold by hand: what is below it is dropped for good, or kept until it is not', () => {
  const update = [1e-6, -1e-6, 9e-7, 0, 1];
  const carried = [0, 1, 2, 3];
  expect(sentOf(compressorOf('threshold', {}, 5), update, carried)).toEqual([
    [0, 1e-6],
    [1, -1e-6],
  ]);
  const keeping = compressorOf('threshold', { threshold: 1, errorFeedback: true }, 2);
  expect(sentOf(keeping, [0.75, 0.25])).toEqual([]);
  expect(sentOf(keeping, [0.75, 0.25])).toEqual([[0, 1.5]]);
  expect(sentOf(keeping, [0.75, 0.5])).toEqual([[1, 1]]);
});

test('sign by hand: the mean magnitude with each sign, and the error comes with the next', () => {
  const signs = compressorOf('sign', {}, 3);
  // (1 + 5 + 3) / 3 = 3; left are −2, −2 and 0.
  expect(sentOf(signs, [1, -5, 3])).toEqual([
    [0, 3],
    [1, -3],
    [2, 3],
  ]);
  // −2 + 1, −2 + 2 and 0 + 5; the mean magnitude is 2, and 0 counts as positive.
  expect(sentOf(signs, [1, 2, 5])).toEqual([
    [0, -2],
    [1, 2],
    [2, 2],
  ]);
});

/**
 * Karimireddy et al., ICML 2019, section 3: f(x) = ε|x1 + x2| + |x1 − x2| from (1, 1). Whatever its size, the sign of a subgradient is ±(1, −1), so that
 * without feedback x1 + x2 stays 2 for ever; with it, f goes to about the step.
 */
test('without feedback signs never find the minimum of a certain convex function; with it they do', () => {
  const epsilon = 0.5;
  const value = (a: number, b: number) => epsilon * Math.abs(a + b) + Math.abs(a - b);
  function minimise(errorFeedback: boolean): number {
    const signs = compressorOf('sign', { errorFeedback }, 2);
    let [a, b] = [1, 1];
    for (let step = 0; step < 2000; step++) {
      const along = epsilon * Math.sign(a + b);
      const across = a >= b ? 1 : -1;
      const sent = sentOf(signs, [-0.005 * (along + across), -0.005 * (along - across)]);
      a += sent[0]![1];
      b += sent[1]![1];
    }
    return value(a, b);
  }
  expect(minimise(false)).toBeGreaterThan(0.99);
  expect(minimise(true)).toBeLessThan(0.03);
});

/** Not so small that a 127th of it is no double any more. */
const value = fc.oneof(
  fc.double({ min: -10, max: 10, noNaN: true }).map((x) => (Math.abs(x) < 1e-290 ? 0 : x)),
  fc.constantFrom(0, 1, -1),
);

const updates = fc.array(
  fc.record({
    values: fc.array(value, {
      minLength: SIZE,
      maxLength: SIZE,
    }),
    carried: fc.option(fc.subarray([...new Array(SIZE).keys()])),
  }),
  { minLength: 1, maxLength: 12 },
);

/** The update as a worker hands it over: zeros where nothing is carried. */
function handedOver(values: readonly number[], carried: readonly number[] | null): number[] {
  return values.map((value, i) => (carried === null || carried.includes(i) ? value : 0));
}

test('top-k is what sorting by magnitude and position gives', () => {
  fc.assert(
    fc.property(updates, fc.integer({ min: 1, max: SIZE + 1 }), (all, k) => {
      const topK = compressorOf('top-k', { k, errorFeedback: false });
      for (const { values, carried } of all) {
        const entries = handedOver(values, carried).map((x, i) => [i, x] as const);
        const expected = entries
          .filter(([, x]) => x !== 0)
          .sort(([i, x], [j, y]) => Math.abs(y) - Math.abs(x) || i - j)
          .slice(0, k)
          .sort(([i], [j]) => i - j);
        expect(sentOf(topK, handedOver(values, carried), carried)).toEqual(expected);
      }
    }),
  );
});

test('a byte is off by at most half a step where it is the nearer one, and by less than a step at random', () => {
  fc.assert(
    fc.property(updates, fc.constantFrom('nearest', 'stochastic'), fc.nat(), (all, rounding, clock) => {
      const bytes = compressorOf('quantise-8-bit', { rounding });
      for (const { values, carried } of all) {
        const update = handedOver(values, carried);
        const largest = Math.max(...update.map(Math.abs));
        const bound = largest / (rounding === 'nearest' ? 254 : 127);
        for (const [i, sent] of sentOf(bytes, update, carried, clock)) {
          // Three roundings of numbers up to the largest.
          expect(Math.abs(sent - update[i]!)).toBeLessThanOrEqual(bound + largest * 2 ** -50);
          expect(Number.isInteger(Math.round((sent / (largest || 1)) * 127 * 1e6) / 1e6)).toBe(true);
        }
      }
    }),
  );
});

test('at random a byte is right in the mean', () => {
  const bytes = compressorOf('quantise-8-bit', {}, 2);
  const x = 0.3 / 127;
  const clocks = 10_000;
  let sum = 0;
  for (let clock = 0; clock < clocks; clock++) sum += sentOf(bytes, [1, x], null, clock)[1]![1];
  // A step with probability 0.3: four standard errors of the mean of so many.
  expect(Math.abs(sum / clocks - x)).toBeLessThan((4 * Math.sqrt(0.3 * 0.7)) / 127 / Math.sqrt(clocks));
});

test('top-k: what is kept comes out in the end, when nothing else does', () => {
  fc.assert(
    fc.property(updates, fc.integer({ min: 1, max: SIZE }), (all, k) => {
      const topK = compressorOf('top-k', { k });
      const owed = new Array<number>(SIZE).fill(0);
      const nothing = new Array<number>(SIZE).fill(0);
      const clocks = [...all, ...nothing.map(() => ({ values: nothing, carried: [] }))];
      clocks.forEach(({ values, carried }, clock) => {
        const update = handedOver(values, carried);
        for (const [i, x] of update.entries()) owed[i]! += x;
        for (const [i, x] of sentOf(topK, update, carried, clock)) owed[i]! -= x;
      });
      for (const x of owed) expect(Math.abs(x)).toBeLessThan(1e-9);
    }),
  );
});

for (const definition of compressions.entries) {
  const { name } = definition;
  const options = optionsOf(definition);
  const everywhere = name === 'top-k' || name === 'threshold';

  test(`${name}: with feedback it sends what it would send of u + e without; that and e add up to all updates`, () => {
    fc.assert(
      fc.property(options, updates, (given, all) => {
        const feeding = compressorOf(name, { ...given, errorFeedback: true });
        const plain = compressorOf(name, { ...given, errorFeedback: false });
        const error = new Array<number>(SIZE).fill(0);
        const owed = new Array<number>(SIZE).fill(0);
        all.forEach(({ values, carried }, clock) => {
          const update = handedOver(values, carried);
          const considered = everywhere ? null : carried;
          const places = considered ?? [...error.keys()];
          for (const i of places) error[i]! += update[i]!;
          const expected = sentOf(plain, handedOver(error, considered), considered, clock);
          expect(sentOf(feeding, update, carried, clock)).toEqual(expected);
          for (const [i, value] of expected) error[i]! -= value;
          for (const [i, x] of update.entries()) owed[i]! += x;
          for (const [i, value] of expected) owed[i]! -= value;
        });
        // Each of a dozen clocks rounds numbers of up to a thousand.
        for (const i of error.keys()) expect(Math.abs(error[i]! - owed[i]!)).toBeLessThan(1e-9);
      }),
    );
  });

  test(`${name}: a value that is not a number is not hidden`, () => {
    fc.assert(
      fc.property(options, (given) => {
        const sent = sentOf(compressorOf(name, given), [1, 2, Number.NaN, 4, 5, 6, 7, 8]);
        expect(sent.some(([, value]) => Number.isNaN(value))).toBe(true);
      }),
    );
  });

  test(`${name}: nothing carried is nothing sent, and zeros stay zeros`, () => {
    fc.assert(
      fc.property(options, (given) => {
        const zeros = new Array<number>(SIZE).fill(0);
        expect(sentOf(compressorOf(name, given), zeros, [])).toEqual([]);
        for (const [, value] of sentOf(compressorOf(name, given), zeros)) expect(value).toBe(0);
      }),
    );
  });
}

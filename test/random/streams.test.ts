import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Stream, Streams } from '../../src/random/streams.ts';
import { chiSquareScore, correlationScore, KS_LIMIT, kolmogorovSmirnov } from './statistics.ts';

const stream = new Streams(7, 1).stream('test');

const coordinates = fc.tuple(
  fc.nat({ max: 2 ** 32 - 1 }),
  fc.maxSafeNat(),
  fc.nat({ max: 2 ** 32 - 1 }),
  fc.nat({ max: 2 ** 11 - 1 }),
);

describe('a draw is a function of what it is for, not of who drew before', () => {
  test('the same coordinates give the same number, after any other draws, from any equal stream', () => {
    fc.assert(
      fc.property(fc.array(coordinates, { minLength: 1, maxLength: 20 }), (draws) => {
        const forwards = draws.map((at) => stream.uniform(...at));
        const other = new Streams(7, 1).stream('test');
        const backwards = [...draws].reverse().map((at) => other.uniform(...at));
        expect(backwards.reverse()).toEqual(forwards);
      }),
      { numRuns: 30 },
    );
  });

  test('a change of any coordinate, purpose, seed or replication gives another number', () => {
    fc.assert(
      fc.property(coordinates, fc.nat({ max: 3 }), (at, which) => {
        const other = [...at] as typeof at;
        other[which] = other[which] === 0 ? 1 : other[which]! - 1;
        expect(stream.uniform(...other)).not.toBe(stream.uniform(...at));
      }),
    );
    const draw = (seed: number, replication: number, purpose: string) =>
      new Streams(seed, replication).stream(purpose).uniform(0, 0);
    const draws = [
      draw(7, 1, 'a'),
      draw(8, 1, 'a'),
      draw(7, 2, 'a'),
      draw(7, 1, 'b'),
      draw(7, 12, 'a'),
      draw(71, 2, 'a'),
    ];
    expect(new Set(draws).size).toBe(draws.length);
  });

  test('indices beyond 2^32 are distinct from those below', () => {
    const indices = [0, 1, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, 2 ** 33, 2 ** 52, 2 ** 53 - 1];
    expect(new Set(indices.map((index) => stream.uniform(3, index))).size).toBe(indices.length);
  });

  test('numbers of this version: they change only on purpose, since every result changes with them', () => {
    const first = new Streams(1, 1).stream('shuffle');
    expect([
      first.uniform(0, 0),
      first.uniform(1, 0),
      first.uniform(0, 1),
      first.sequence(2, 3).next(),
    ]).toEqual(PINNED);
  });
});

const PINNED = [0.44808360158901483, 0.8047810403975559, 0.6343538162146162, 0.19781477460142383];

/** Draws along each coordinate, and along a sequence. */
const WALKS: Record<string, (k: number, from: Stream) => number> = {
  'one worker, clock after clock': (k, from) => from.uniform(5, k),
  'one clock, worker after worker': (k, from) => from.uniform(k, 5),
  'shard after shard': (k, from) => from.uniform(1, 2, k),
  'attempt after attempt': (k, from) => from.uniform(k >> 10, 2, 0, k & 1023),
};

describe.each(Object.entries(WALKS))('draws are uniform and independent: %s', (_, walk) => {
  const draws = Array.from({ length: 20_000 }, (_, k) => walk(k, stream));
  behavesAsChance(draws);
});

describe('draws of a sequence are uniform and independent', () => {
  const sequence = stream.sequence(9);
  behavesAsChance(Array.from({ length: 20_000 }, () => sequence.next()));
});

/** With a fixed seed each of these either always holds or never does; by chance one in some ten thousand seeds would fail. */
function behavesAsChance(draws: readonly number[]): void {
  test('strictly between 0 and 1', () => {
    expect(draws.every((u) => u > 0 && u < 1)).toBe(true);
  });

  test('Kolmogorov–Smirnov', () => {
    expect(kolmogorovSmirnov(draws, (x) => x)).toBeLessThan(KS_LIMIT);
  });

  test('pairs of neighbours fill the square evenly', () => {
    const counts = new Array<number>(256).fill(0);
    for (let k = 0; k + 1 < draws.length; k += 2) {
      counts[Math.floor(draws[k]! * 16) * 16 + Math.floor(draws[k + 1]! * 16)]!++;
    }
    expect(Math.abs(chiSquareScore(counts))).toBeLessThan(4);
  });

  test('the low bits are as even as the high ones', () => {
    const counts = new Array<number>(64).fill(0);
    for (const u of draws) counts[(u * 2 ** 53) % 64]!++;
    expect(Math.abs(chiSquareScore(counts))).toBeLessThan(4);
  });

  test.each([1, 2, 7])('no correlation at a lag of %i', (lag) => {
    expect(Math.abs(correlationScore(draws.slice(lag), draws.slice(0, -lag)))).toBeLessThan(4);
  });
}

test('neighbouring workers and purposes do not move together', () => {
  const one = Array.from({ length: 20_000 }, (_, k) => stream.uniform(1, k));
  const two = Array.from({ length: 20_000 }, (_, k) => stream.uniform(2, k));
  const other = new Streams(7, 1).stream('test2');
  const three = Array.from({ length: 20_000 }, (_, k) => other.uniform(1, k));
  expect(Math.abs(correlationScore(one, two))).toBeLessThan(4);
  expect(Math.abs(correlationScore(one, three))).toBeLessThan(4);
});

test('below(n) gives every whole number from 0 to n − 1 equally often', () => {
  const sequence = stream.sequence(11);
  const counts = new Array<number>(100).fill(0);
  for (let k = 0; k < 50_000; k++) counts[sequence.below(100)]!++;
  expect(Math.abs(chiSquareScore(counts))).toBeLessThan(4);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shuffle } from '../../src/random/shuffle.ts';
import { Streams } from '../../src/random/streams.ts';
import { chiSquareScore } from './statistics.ts';

const stream = new Streams(3, 1).stream('shuffle');

test('a shuffle loses nothing and makes up nothing', () => {
  fc.assert(
    fc.property(fc.uint32Array({ maxLength: 50 }), fc.nat(), (items, subject) => {
      const shuffled = items.slice();
      shuffle(shuffled, stream.sequence(subject));
      expect(shuffled.slice().sort()).toEqual(items.slice().sort());
    }),
  );
});

test('every order is equally likely', () => {
  const counts = new Map<string, number>();
  for (let k = 0; k < 24_000; k++) {
    const items = Uint32Array.of(0, 1, 2, 3);
    shuffle(items, stream.sequence(k, 1));
    counts.set(items.join(), (counts.get(items.join()) ?? 0) + 1);
  }
  expect(counts.size).toBe(24);
  expect(Math.abs(chiSquareScore([...counts.values()]))).toBeLessThan(4);
});

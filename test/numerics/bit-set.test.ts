import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BitSet, lowestBit } from '../../src/numerics/bit-set.ts';

const CAPACITY = 100;

test('the members are what was added since the set was cleared, once each and ascending, at the edges of words too', () => {
  const additions = fc.array(fc.oneof(fc.nat(CAPACITY - 1), fc.constantFrom(0, 31, 32, 63, 64, 99)));
  fc.assert(
    fc.property(additions, additions, (before, after) => {
      const set = new BitSet(CAPACITY);
      for (const numbers of [before, after]) {
        set.clear();
        for (const number of numbers) set.add(number);
        expect(membersOf(set)).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      }
    }),
  );
});

function membersOf({ words }: BitSet): number[] {
  const members: number[] = [];
  words.forEach((given, k) => {
    for (let word = given; word !== 0; word &= word - 1) members.push(32 * k + lowestBit(word));
  });
  return members;
}

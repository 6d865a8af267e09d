import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BitSet } from '../../src/numerics/bit-set.ts';

test('the members are what was added since the set was cleared, once each and ascending, at the edges of words too', () => {
  const additions = fc.array(fc.oneof(fc.nat(99), fc.constantFrom(0, 31, 32, 63, 64, 99)));
  fc.assert(
    fc.property(additions, additions, (before, after) => {
      const set = new BitSet(100);
      const out = new Uint32Array(100);
      for (const numbers of [before, after]) {
        set.clear();
        for (const number of numbers) set.add(number);
        const expected = [...new Set(numbers)].sort((a, b) => a - b);
        expect([...out.subarray(0, set.membersInto(out))]).toEqual(expected);
      }
    }),
  );
});

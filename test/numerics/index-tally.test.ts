import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IndexTally } from '../../src/numerics/index-tally.ts';

test('a tally knows which numbers occurred and how often, between two clearings', () => {
  const lists = fc.array(fc.array(fc.integer({ min: 0, max: 99 }), { maxLength: 60 }), { maxLength: 5 });
  const tally = new IndexTally(100);
  fc.assert(
    fc.property(lists, fc.boolean(), (given, sorted) => {
      tally.clear();
      for (const list of given) tally.addAll(Uint32Array.from([7, ...list, 7]), 1, list.length + 1);
      const all = given.flat();
      if (sorted) tally.sort(100);
      const inOrder = [...new Set(all)];
      const expected = sorted ? inOrder.sort((a, b) => a - b) : inOrder;
      expect(Array.from(tally.members.subarray(0, tally.size))).toEqual(expected);
      for (let i = 0; i < 100; i++) expect(tally.counts[i]).toBe(all.filter((x) => x === i).length);
    }),
  );
});

test('few and many members are sorted alike', () => {
  const tally = new IndexTally(5000);
  const few = [4000, 3, 77, 0];
  tally.addAll(Uint32Array.from(few), 0, few.length);
  tally.sort(5000);
  expect(Array.from(tally.members.subarray(0, 4))).toEqual([0, 3, 77, 4000]);
  tally.clear();
  const many = Uint32Array.from({ length: 4000 }, (_, i) => (i * 7) % 4000);
  tally.addAll(many, 0, many.length);
  tally.sort(5000);
  expect(Array.from(tally.members.subarray(0, tally.size))).toEqual(
    Array.from({ length: 4000 }, (_, i) => i),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HolderTable } from '../../src/simulation/holder-table.ts';

const WORKERS = 4;
const CLOCKS = 3;

test('rounds and members are what a recount says, whatever is pushed, refused, read and closed, and whoever comes and goes', () => {
  const step = fc.record({
    worker: fc.nat(WORKERS - 1),
    what: fc.constantFrom('push', 'push', 'push', 'refuse', 'read', 'close', 'leave', 'join'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const table = new HolderTable(WORKERS, CLOCKS);
      const clocks = [0, 0, 0, 0];
      const gone = new Set<number>();
      let held: number[] = [];
      let rounds = 0;
      const read = [0, 0, 0, 0];
      for (const { worker, what } of steps) {
        const isOut = gone.has(worker) || clocks[worker] === CLOCKS;
        if (what === 'close') {
          table.close();
          held = [];
          rounds += 1;
        } else if (what === 'read') {
          table.noteRead(worker);
          read[worker] = rounds;
        } else if (what === 'leave' && !gone.has(worker)) {
          table.leave(worker);
          gone.add(worker);
        } else if (what === 'join' && gone.delete(worker)) {
          clocks[worker] = Math.max(clocks[worker]!, table.minClock);
          table.join(worker, clocks[worker]!);
        } else if ((what === 'push' || what === 'refuse') && !isOut) {
          clocks[worker]! += 1;
          if (what === 'refuse') table.skip(worker);
          else {
            table.count(worker);
            table.hold(worker);
            held.push(worker);
          }
        }
        const members = clocks.map((clock, w) => held.includes(w) || (!gone.has(w) && clock < CLOCKS));
        expect(members.map((_, w) => table.isMember(w))).toEqual(members);
        expect(members.map((_, w) => table.isHeld(w))).toEqual(members.map((_, w) => held.includes(w)));
        const { memberCount, heldCount, round } = table;
        expect({ memberCount, heldCount, round }).toEqual({
          memberCount: members.filter(Boolean).length,
          heldCount: held.length,
          round: rounds,
        });
        expect(table.describe(worker, 0)).toMatchObject({
          round: read[worker],
          roundLag: rounds - read[worker]!,
        });
      }
    }),
  );
});

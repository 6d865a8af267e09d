import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ClockTable } from '../../src/simulation/clock-table.ts';

/** Everything the table shows, recounted from the list of all pushes. */
function recount(workerCount: number, pushes: readonly number[]) {
  const clocks = Array.from(
    { length: workerCount },
    (_, worker) => pushes.filter((by) => by === worker).length,
  );
  return {
    minClock: Math.min(...clocks),
    maxClock: Math.max(...clocks),
    pushCount: pushes.length,
    clocks,
    others: clocks.map((clock) => pushes.length - clock),
  };
}

function shown(table: ClockTable) {
  const workers = Array.from({ length: table.workerCount }, (_, worker) => worker);
  return {
    minClock: table.minClock,
    maxClock: table.maxClock,
    pushCount: table.pushCount,
    clocks: workers.map((worker) => table.clockOf(worker)),
    others: workers.map((worker) => table.countOfOthers(worker)),
  };
}

test('after any pushes the table shows what recounting them gives, and says when the slowest has moved', () => {
  const cases = fc
    .integer({ min: 1, max: 5 })
    .chain((workerCount) =>
      fc.tuple(fc.constant(workerCount), fc.array(fc.nat(workerCount - 1), { maxLength: 60, size: 'max' })),
    );
  fc.assert(
    fc.property(cases, ([workerCount, pushes]) => {
      const table = new ClockTable(workerCount);
      expect(shown(table)).toEqual(recount(workerCount, []));
      pushes.forEach((worker, k) => {
        const before = recount(workerCount, pushes.slice(0, k));
        const after = recount(workerCount, pushes.slice(0, k + 1));
        expect(table.count(worker)).toBe(after.minClock > before.minClock);
        expect(shown(table)).toEqual(after);
      });
    }),
  );
});

test('the table does not forget when clocks grow past its first capacity', () => {
  const table = new ClockTable(3);
  for (let k = 0; k < 1000; k++) {
    // In lock step: the slowest moves with the last of the three.
    expect([0, 1, 2].map((worker) => table.count(worker))).toEqual([false, false, true]);
    expect([table.minClock, table.maxClock, table.pushCount]).toEqual([k + 1, k + 1, 3 * (k + 1)]);
  }
  for (let k = 0; k < 1000; k++) expect(table.count(0)).toBe(false);
  expect([table.minClock, table.maxClock]).toEqual([1000, 2000]);
});

/** Pushes, and workers that come and go: each step says which worker, and what it would like to do. */
const comings = fc.integer({ min: 1, max: 5 }).chain((workerCount) =>
  fc.tuple(
    fc.constant(workerCount),
    fc.array(fc.record({ worker: fc.nat(workerCount - 1), leaves: fc.boolean(), ahead: fc.nat(70) }), {
      maxLength: 60,
      size: 'max',
    }),
  ),
);

test('whoever comes and goes, the slowest is the slowest member, and pushes of others are counted as such', () => {
  fc.assert(
    fc.property(comings, ([workerCount, steps]) => {
      const table = new ClockTable(workerCount);
      const clocks = new Array<number>(workerCount).fill(0);
      const pushes = new Array<number>(workerCount).fill(0);
      const members = new Set(clocks.keys());
      let slowest = 0;
      for (const { worker, leaves, ahead } of steps) {
        if (!members.has(worker)) {
          // As far ahead as anybody: the bound is not the table's affair.
          const clock = Math.max(clocks[worker]!, slowest) + ahead;
          table.join(worker, clock);
          members.add(worker);
          clocks[worker] = clock;
        } else if (leaves) {
          members.delete(worker);
          expect(table.leave(worker)).toBe(members.size > 0 && slowestOf(members, clocks) > slowest);
        } else {
          clocks[worker]! += 1;
          pushes[worker]! += 1;
          expect(table.count(worker)).toBe(slowestOf(members, clocks) > slowest);
        }
        if (members.size > 0) slowest = slowestOf(members, clocks);
        const total = pushes.reduce((sum, count) => sum + count, 0);
        expect(table.minClock).toBe(slowest);
        expect(table.maxClock).toBe(Math.max(...clocks));
        expect(table.pushCount).toBe(total);
        for (const [other, count] of pushes.entries()) {
          expect(table.pushesOf(other)).toBe(count);
          expect(table.countOfOthers(other)).toBe(total - count);
          expect(table.clockOf(other)).toBe(clocks[other]);
        }
      }
    }),
  );
});

function slowestOf(members: ReadonlySet<number>, clocks: readonly number[]): number {
  return Math.min(...[...members].map((worker) => clocks[worker]!));
}

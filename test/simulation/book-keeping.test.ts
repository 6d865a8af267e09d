import { expect, test } from 'vitest';
import { InvariantError } from '../../src/base/assert.ts';
import type { SimTime } from '../../src/engine/time.ts';
import { workSeconds } from '../../src/simulation/compute-cost.ts';
import { PushLedger } from '../../src/simulation/push-ledger.ts';
import { StalenessTally } from '../../src/simulation/staleness-tally.ts';
import { Activity, TimeAccount } from '../../src/simulation/time-account.ts';

const at = (time: number) => time as SimTime;

test('a pull is communication, less the time for which the shard that parked it longest did so', () => {
  const account = new TimeAccount(2, 3);
  account.change(0, Activity.pulling, at(100));
  // Parked by shard 0 from 110 to 140, by shard 1 from 120 to 180, by shard 2 not at all: 60 of waiting.
  account.park(0, 0, at(110));
  account.park(0, 1, at(120));
  account.release(0, 0, at(140));
  account.release(0, 1, at(180));
  account.change(0, Activity.computing, at(200));
  expect(account.spent(0, at(250))).toEqual({ compute: 150, communicate: 40, wait: 60, down: 0, idle: 0 });
  // The next pull starts from nothing.
  account.change(0, Activity.pulling, at(250));
  account.park(0, 2, at(260));
  account.release(0, 2, at(270));
  account.change(0, Activity.idle, at(300));
  expect(account.spent(0, at(350))).toEqual({ compute: 150, communicate: 80, wait: 70, down: 0, idle: 50 });
  expect(account.spent(1, at(350))).toEqual({ compute: 350, communicate: 0, wait: 0, down: 0, idle: 0 });
});

test('a run may end in the middle of a pull: what has been waited so far counts', () => {
  const account = new TimeAccount(1, 2);
  account.change(0, Activity.pulling, at(10));
  account.park(0, 0, at(20));
  account.park(0, 1, at(25));
  account.release(0, 1, at(60));
  expect(account.spent(0, at(50))).toMatchObject({ compute: 10, communicate: 5, wait: 35 });
  // Asking changes nothing; shard 0 is the longer from 55 on.
  expect(account.spent(0, at(70))).toMatchObject({ compute: 10, communicate: 10, wait: 50 });
});

test('time that does not add up stops the program', () => {
  const account = new TimeAccount(1, 1);
  account.change(0, Activity.pulling, at(10));
  account.park(0, 0, at(5));
  expect(() => account.change(0, Activity.computing, at(12))).toThrow(InvariantError);
  const idle = new TimeAccount(1, 1);
  idle.change(0, Activity.idle, at(10));
  idle.change(0, Activity.computing, at(20));
  expect(() => idle.spent(0, at(30))).toThrow('the time of worker 0 adds up to 20, not 30 ns');
});

test('staleness: mean and largest for each worker and over all, nothing where there is no update', () => {
  const tally = new StalenessTally(3);
  expect(tally.overall()).toEqual({ stalenessMean: undefined, stalenessMax: undefined });
  tally.add(0, 4);
  tally.add(0, 1);
  tally.add(2, 0);
  expect(tally.of(0)).toEqual({ stalenessMean: 2.5, stalenessMax: 4 });
  expect(tally.of(1)).toEqual({ stalenessMean: undefined, stalenessMax: undefined });
  expect(tally.of(2)).toEqual({ stalenessMean: 0, stalenessMax: 0 });
  // The mean over updates, not over workers.
  expect(tally.overall()).toEqual({ stalenessMean: 5 / 3, stalenessMax: 4 });
});

test('pushes under way keep what is known of them when the ledger grows, and rows are used again once freed', () => {
  const freed: number[] = [];
  const ledger = new PushLedger((push) => freed.push(push));
  const rows = Array.from({ length: 200 }, (_, k) => ledger.add(k, k * 2, k * 3, 4));
  expect(new Set(rows).size).toBe(200);
  rows.forEach((row, k) => {
    expect([ledger.workers[row], ledger.clocks[row], ledger.othersAtPull[row]]).toEqual([k, k * 2, k * 3]);
  });
  const row = rows[9]!;
  expect(Array.from({ length: 4 }, () => ledger.handled(row))).toEqual([false, false, false, true]);
  expect(ledger.underWay).toBe(199);
  // Four shards, and who counts updates.
  for (let user = 0; user < 5; user++) {
    expect(freed).toEqual([]);
    ledger.release(row);
  }
  expect(freed).toEqual([row]);
  expect(ledger.add(1, 2, 3, 4)).toBe(rows[9]);
  expect(ledger.add(1, 2, 3, 4)).toBe(200);
});

test('work is perBatch · batches + perExample · examples + perNonzero · nonzeros', () => {
  const cost = { perBatch: 2, perExample: 0.5, perNonzero: 0.125 };
  expect(workSeconds(cost, { batches: 3, examples: 10, nonzeros: 16 })).toBe(6 + 5 + 2);
});

import { expect, test } from 'vitest';
import { VersionMaster, type VersionMasterParts } from '../../src/simulation/version-master.ts';

/** A master of shards that report every 100 ns; `at` sets the time. */
function master(shardCount = 1) {
  const engine = { now: 0 };
  const parts = { engine, workerCount: 1, shardCount, reportEvery: 100 } as unknown as VersionMasterParts;
  const made = new VersionMaster(parts);
  const at = (time: number) => {
    engine.now = time;
    return made;
  };
  return at;
}

test('a report has what the shard was before anything happened at the last multiple, and stays until the next', () => {
  const at = master();
  at(30).become(0, 1);
  expect(at(30).reportOf(0)).toBe(0);
  expect(at(99).reportOf(0)).toBe(0);
  expect(at(100).reportOf(0)).toBe(1);
  at(100).become(0, 2);
  expect(at(100).reportOf(0)).toBe(1);
  at(150).become(0, 3);
  expect(at(199).reportOf(0)).toBe(1);
  expect(at(200).reportOf(0)).toBe(3);
});

test('reports that nobody asked for are made all the same', () => {
  const at = master();
  at(130).become(0, 1);
  at(250).become(0, 2);
  at(450).become(0, 5);
  // Reports: 0 at 100, 1 at 200, 2 at 300 and 400.
  expect(at(480).reportOf(0)).toBe(2);
});

test('each shard reports for itself', () => {
  const at = master(2);
  at(10).become(0, 4);
  expect([at(120).reportOf(0), at(120).reportOf(1)]).toEqual([4, 0]);
});

import { expect, test } from 'vitest';
import { detailsOf } from '../../src/report/detail-columns.ts';
import { runFaultColumns, serverFaultColumns, workerFaultColumns } from '../../src/report/fault-columns.ts';
import type { FaultsResult } from '../../src/simulation/run-result.ts';
import { studyOf } from './fixtures.ts';

const faults: FaultsResult = {
  workers: [
    { crashes: 2, clocksLost: 1, computeLost: 3e9, recovery: 8e9, evictions: 1, messagesLost: 5 },
    { crashes: 1, clocksLost: 1, computeLost: 1e9, recovery: 2e9, evictions: 0, messagesLost: 2 },
  ],
  servers: [{ crashes: 3, down: 4e9, checkpoints: 9, pushesLost: 6, pushesDropped: 2 }],
  updatesLost: 6,
  updatesDropped: 1,
};

const { runs } = studyOf([{ algorithm: 'bsp', faults }, { algorithm: 'asp' }]);

test('runs.csv: counts are totals over the workers or shards, seconds are means over the workers', () => {
  const rows = runs.map((run) =>
    Object.fromEntries(runFaultColumns.map(([name, cell]) => [name, cell(run)])),
  );
  expect(rows[0]).toEqual({
    crashes: 3,
    clocks_lost: 2,
    compute_lost_s: 2,
    recovery_s: 5,
    evictions: 1,
    updates_dropped: 1,
    server_crashes: 3,
    updates_lost: 6,
    messages_lost: 7,
  });
  expect(new Set(Object.values(rows[1]!))).toEqual(new Set([0]));
});

test('workers.csv and servers.csv: what it was for each of them, and zeros where a scenario has no faults', () => {
  const workers = [...detailsOf(runs, (run) => run.workers)];
  expect(workers.map((row) => workerFaultColumns.map(([, cell]) => cell(row)))).toEqual([
    [2, 1, 3, 8, 1, 5],
    [1, 1, 1, 2, 0, 2],
    [0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0],
  ]);
  const servers = [...detailsOf(runs, (run) => run.servers)];
  expect(servers.map((row) => serverFaultColumns.map(([, cell]) => cell(row)))).toEqual([
    [3, 4, 9, 6, 2],
    [0, 0, 0, 0, 0],
  ]);
});

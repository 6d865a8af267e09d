import type { CurvePoint, RunResult, ServerResult, WorkerResult } from '../simulation/run-result.ts';
import type { FinishedRun } from '../studies/study-result.ts';
import { type Columns, secondsOf } from './csv.ts';
import { serverFaultColumns, workerFaultColumns } from './fault-columns.ts';

/** One of the many rows that a run has in a detailed table: an evaluation, a worker, a shard. */
export interface Detail<T> {
  readonly run: RunResult;
  /** Its number within the run, from 0. */
  readonly index: number;
  readonly item: T;
}

/** One row for each item of each run, in the order of the runs. */
export function* detailsOf<T>(
  runs: readonly FinishedRun[],
  itemsOf: (run: RunResult) => readonly T[],
): Generator<Detail<T>> {
  for (const { result } of runs) {
    for (const [index, item] of itemsOf(result).entries()) yield { run: result, index, item };
  }
}

/** Which run a row belongs to: the columns that all detailed tables begin with. */
const keys: Columns<Detail<unknown>> = [
  ['algorithm', ({ run }) => run.algorithm],
  ['seed', ({ run }) => run.seed],
  ['replication', ({ run }) => run.replication],
];

/** The columns of curve.csv, one row an evaluation; the first of a run is w0 at time 0. */
export const curveColumns: Columns<Detail<CurvePoint>> = [
  ...keys,
  ['time_s', ({ item }) => secondsOf(item.time)],
  ['updates', ({ item }) => item.updates],
  ['clocks_min', ({ item }) => item.clocksMin],
  ['clocks_max', ({ item }) => item.clocksMax],
  ['objective', ({ item }) => item.objective],
  ['accuracy', ({ item }) => item.accuracy],
];

/** The columns of workers.csv, one row a worker. */
export const workerColumns: Columns<Detail<WorkerResult>> = [
  ...keys,
  ['worker', ({ index }) => index],
  ['speed', ({ item }) => item.speed],
  ['clocks', ({ item }) => item.clocks],
  ['compute_s', ({ item }) => secondsOf(item.compute)],
  ['communicate_s', ({ item }) => secondsOf(item.communicate)],
  ['wait_s', ({ item }) => secondsOf(item.wait)],
  ['down_s', ({ item }) => secondsOf(item.down)],
  ['idle_s', ({ item }) => secondsOf(item.idle)],
  ['staleness_mean', ({ item }) => item.stalenessMean],
  ['staleness_max', ({ item }) => item.stalenessMax],
  ...workerFaultColumns,
];

/** The columns of servers.csv, one row a server shard. */
export const serverColumns: Columns<Detail<ServerResult>> = [
  ...keys,
  ['shard', ({ index }) => index],
  ['utilisation', ({ item }) => item.utilisation],
  ['queue_mean', ({ item }) => item.queueMean],
  ['wait_mean_s', ({ item }) => item.waitMeanSeconds],
  ['messages', ({ item }) => item.messages],
  ['bytes_in', ({ item }) => item.bytesIn],
  ['bytes_out', ({ item }) => item.bytesOut],
  ...serverFaultColumns,
];

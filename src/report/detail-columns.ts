import type { CurvePoint, RunOutcome, ServerResult, WorkerResult } from '../simulation/run-result.ts';
import type { StalenessBin } from '../simulation/staleness-bins.ts';
import type { StudyPoint } from '../studies/planned-run.ts';
import type { FinishedRun } from '../studies/study-result.ts';
import { type Columns, secondsOf } from './csv.ts';
import { serverFaultColumns, workerFaultColumns } from './fault-columns.ts';
import { type MachineNames, machineOf } from './machine-names.ts';
import { sweepColumns } from './sweep-columns.ts';

/** One of the many rows that a run has in a detailed table: an evaluation, a worker, a shard. */
export interface Detail<T> {
  readonly point: StudyPoint;
  readonly run: RunOutcome;
  /** Its number within the run, from 0. */
  readonly index: number;
  readonly item: T;
}

/** One row for each item of each run, in the order of the runs. */
export function* detailsOf<T>(
  runs: readonly FinishedRun[],
  itemsOf: (run: RunOutcome) => readonly T[],
): Generator<Detail<T>> {
  for (const { plan, result } of runs) {
    for (const [index, item] of itemsOf(result).entries())
      yield { point: plan.point, run: result, index, item };
  }
}

/** The columns of a detailed table of a study with these paths: which run a row belongs to, then its own. */
export function detailColumns<T>(paths: readonly string[], own: Columns<Detail<T>>): Columns<Detail<T>> {
  return [...sweepColumns(paths, ({ point }: Detail<T>) => point), ...keys, ...own];
}

const keys: Columns<Detail<unknown>> = [
  ['algorithm', ({ run }) => run.algorithm],
  ['seed', ({ run }) => run.seed],
  ['replication', ({ run }) => run.replication],
];

/** What curve.csv says, one row an evaluation; the first of a run is w0 at time 0. */
export const curveColumns: Columns<Detail<CurvePoint>> = [
  ['time_s', ({ item }) => secondsOf(item.time)],
  ['updates', ({ item }) => item.updates],
  ['clocks_min', ({ item }) => item.clocksMin],
  ['clocks_max', ({ item }) => item.clocksMax],
  ['objective', ({ item }) => item.objective],
  ['accuracy', ({ item }) => item.accuracy],
  ['test_loss', ({ item }) => item.testLoss],
];

/** What workers.csv says, one row a worker. */
export const workerColumns: Columns<Detail<WorkerResult>> = [
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

/** The same with the machine that each worker stands for, where any has a name. */
export function workerColumnsWith(machines: MachineNames | undefined): Columns<Detail<WorkerResult>> {
  const [worker, ...others] = workerColumns;
  if (!machines) return workerColumns;
  return [worker!, ['machine', ({ point, index }) => machineOf(machines, point.index, index)], ...others];
}

/** What staleness.csv says, one row a bin that holds any updates: those whose staleness was at least `from` and at most `to`. */
export const stalenessColumns: Columns<Detail<StalenessBin>> = [
  ['from', ({ item }) => item.from],
  ['to', ({ item }) => item.to],
  ['updates', ({ item }) => item.count],
];

/** What servers.csv says, one row a server shard. */
export const serverColumns: Columns<Detail<ServerResult>> = [
  ['shard', ({ index }) => index],
  ['utilisation', ({ item }) => item.utilisation],
  ['queue_mean', ({ item }) => item.queueMean],
  ['wait_mean_s', ({ item }) => item.waitMeanSeconds],
  ['messages', ({ item }) => item.messages],
  ['bytes_in', ({ item }) => item.bytesIn],
  ['bytes_out', ({ item }) => item.bytesOut],
  ...serverFaultColumns,
  ['versions_max', ({ item }) => item.versionsMax],
  ['versions_bytes_max', ({ item }) => item.versionsBytesMax],
];

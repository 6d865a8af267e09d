import type { ServerFaultsResult, WorkerFaultsResult } from '../simulation/run-result.ts';
import type { FinishedRun } from '../studies/study-result.ts';
import { type Columns, secondsOf } from './csv.ts';
import type { Detail } from './detail-columns.ts';

type WorkerCount = keyof WorkerFaultsResult;
type ServerCount = keyof ServerFaultsResult;

/** The columns of runs.csv that say what faults have cost: zeros where the scenario has none. Seconds are means over the workers. */
export const runFaultColumns: Columns<FinishedRun> = [
  ['crashes', (run) => overWorkers(run, 'crashes')],
  ['clocks_lost', (run) => overWorkers(run, 'clocksLost')],
  ['compute_lost_s', (run) => meanSeconds(run, 'computeLost')],
  ['recovery_s', (run) => meanSeconds(run, 'recovery')],
  ['evictions', (run) => overWorkers(run, 'evictions')],
  ['updates_dropped', ({ result }) => result.faults?.updatesDropped ?? 0],
  ['server_crashes', ({ result }) => total(result.faults?.servers.map(({ crashes }) => crashes))],
  ['updates_lost', ({ result }) => result.faults?.updatesLost ?? 0],
  ['messages_lost', (run) => overWorkers(run, 'messagesLost')],
];

/** The same of workers.csv. */
export const workerFaultColumns: Columns<Detail<unknown>> = [
  ['crashes', (row) => ofWorker(row, 'crashes')],
  ['clocks_lost', (row) => ofWorker(row, 'clocksLost')],
  ['compute_lost_s', (row) => secondsOf(ofWorker(row, 'computeLost'))],
  ['recovery_s', (row) => secondsOf(ofWorker(row, 'recovery'))],
  ['evictions', (row) => ofWorker(row, 'evictions')],
  ['messages_lost', (row) => ofWorker(row, 'messagesLost')],
];

/** The same of servers.csv. */
export const serverFaultColumns: Columns<Detail<unknown>> = [
  ['crashes', (row) => ofServer(row, 'crashes')],
  ['down_s', (row) => secondsOf(ofServer(row, 'down'))],
  ['checkpoints', (row) => ofServer(row, 'checkpoints')],
  ['pushes_lost', (row) => ofServer(row, 'pushesLost')],
  ['pushes_dropped', (row) => ofServer(row, 'pushesDropped')],
];

function overWorkers({ result }: FinishedRun, count: WorkerCount): number {
  return total(result.faults?.workers.map((worker) => worker[count]));
}

function meanSeconds(run: FinishedRun, length: WorkerCount): number {
  return overWorkers(run, length) / (run.result.workers.length * 1e9);
}

function ofWorker({ run, index }: Detail<unknown>, count: WorkerCount): number {
  return run.faults?.workers[index]?.[count] ?? 0;
}

function ofServer({ run, index }: Detail<unknown>, count: ServerCount): number {
  return run.faults?.servers[index]?.[count] ?? 0;
}

function total(numbers: readonly number[] = []): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

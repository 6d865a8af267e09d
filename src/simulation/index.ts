export { type ClockWork, clockWorkOf } from './clock-work.ts';
export { linksOf, type Prepared, type PrepareOptions, prepare, preparedFor } from './prepare.ts';
export type {
  CurvePoint,
  FaultsResult,
  RunOutcome,
  RunResult,
  RunStatus,
  ServerFaultsResult,
  ServerResult,
  WorkerFaultsResult,
  WorkerResult,
} from './run-result.ts';
export type { StalenessBin } from './staleness-bins.ts';
export type { MessageWord, Observer, TrainingEvent } from './training-event.ts';
export { type RunOptions, type RunProgress, TrainingRun } from './training-run.ts';

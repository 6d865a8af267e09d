export { type Prepared, type PrepareOptions, prepare } from './prepare.ts';
export type {
  CurvePoint,
  RunOutcome,
  RunResult,
  RunStatus,
  ServerResult,
  WorkerResult,
} from './run-result.ts';
export type { Observer, TrainingEvent } from './training-event.ts';
export { type RunOptions, type RunProgress, TrainingRun } from './training-run.ts';

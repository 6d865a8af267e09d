import type { WorkerResult } from '../simulation/run-result.ts';
import type { FinishedRun } from './study-result.ts';

/** The states in which a worker can be; their nanoseconds add up to the run's time. */
export const workerStates = ['compute', 'communicate', 'wait', 'down', 'idle'] as const;
/** A way in which a worker spends its time. */
export type WorkerState = (typeof workerStates)[number];

/** Seconds that a worker spent in `state`, averaged over the workers of the run. */
export function meanSeconds({ result }: FinishedRun, state: WorkerState): number {
  const total = result.workers.reduce((sum, worker: WorkerResult) => sum + worker[state], 0);
  return total / (result.workers.length * 1e9);
}

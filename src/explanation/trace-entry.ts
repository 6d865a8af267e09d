import type { TrainingEvent } from '../simulation/index.ts';

/** One thing that an observer saw. `time` in nanoseconds. */
export interface TraceEntry {
  readonly time: number;
  readonly event: TrainingEvent;
}

import type { FinishedRun, StudyResult } from '../studies/study-result.ts';
import type { CriticalPath } from './critical-path.ts';
import type { Effect } from './effect.ts';
import type { EfficiencySplit } from './efficiency-split.ts';
import type { WorkerTime } from './worker-times.ts';

/** Why a run of one algorithm took as long as it did. */
export interface ExplainedRun {
  /** That of the first replication. */
  readonly run: FinishedRun;
  readonly path: CriticalPath;
  /** [workers] */
  readonly workers: readonly WorkerTime[];
  /** What would have happened otherwise, over all replications; the change that saves most first. */
  readonly effects: readonly Effect[];
}

/** Everything that an explanation has found. */
export interface Explained {
  readonly study: StudyResult;
  /** Of the machines of the first replication. [workers] */
  readonly speeds: Float64Array;
  /** In the order of the scenario. */
  readonly algorithms: readonly ExplainedRun[];
  /** Of every algorithm but the first. */
  readonly splits: readonly EfficiencySplit[];
}

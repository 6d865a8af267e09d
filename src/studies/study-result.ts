import type { RunOutcome } from '../simulation/run-result.ts';
import type { PlannedRun } from './planned-run.ts';
import type { StudyDesign } from './study-design.ts';
import type { Tuning } from './tuning/tuning.ts';

/** A run that has come to its end, and why it was made. `R`: with its parameters (`RunResult`), or without them. */
export interface FinishedRun<R extends RunOutcome = RunOutcome> {
  readonly plan: PlannedRun;
  readonly result: R;
}

/** What is known of a study so far: what the result files and the summary are made from. */
export interface StudyResult<R extends RunOutcome = RunOutcome> extends Omit<StudyDesign, 'tunings'> {
  /** The finished runs of the comparison, by their plan's index. */
  readonly runs: readonly FinishedRun<R>[];
  /** The finished runs of the tuning, by their plan's index. */
  readonly tuningRuns: readonly FinishedRun<R>[];
  /** The searches for learning rates that are over, by point and algorithm. */
  readonly tunings: readonly Tuning[];
  /** Whether nothing is left to do. */
  readonly complete: boolean;
  /** Runs that are wanted by what is known so far, those of the tuning included; later results may ask for more. */
  readonly planned: number;
}

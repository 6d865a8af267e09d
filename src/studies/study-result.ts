import type { Scenario } from '../scenarios/scenario.ts';
import type { RunResult } from '../simulation/run-result.ts';
import type { PlannedRun } from './plan.ts';

/** A run that has come to its end, and why it was made. */
export interface FinishedRun {
  readonly plan: PlannedRun;
  readonly result: RunResult;
}

/** What is known of a study so far. */
export interface StudyResult {
  /** As resolved, before any sweep. */
  readonly scenario: Scenario;
  /** The finished runs, by their plan's index. */
  readonly runs: readonly FinishedRun[];
  /** Runs planned in all. */
  readonly planned: number;
}

/** The study with one more run; the rows stay in the order of the plan whoever finished first. */
export function withRun(study: StudyResult, run: FinishedRun): StudyResult {
  const runs = [...study.runs, run].sort((a, b) => a.plan.index - b.plan.index);
  return { ...study, runs };
}

/** Whether every planned run has finished. */
export function isComplete(study: StudyResult): boolean {
  return study.runs.length === study.planned;
}

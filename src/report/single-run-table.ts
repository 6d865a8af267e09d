import type { RunOutcome } from '../simulation/run-result.ts';
import { fastestRuns, speedUpOf } from '../studies/comparison.ts';
import { costOfRun } from '../studies/cost.ts';
import { hasTarget, secondsPerUpdate } from '../studies/goal.ts';
import type { FinishedRun, StudyResult } from '../studies/study-result.ts';
import { meanSeconds, workerStates } from '../studies/worker-states.ts';
import { secondsOf } from './csv.ts';
import { accuracyHead, trainingHead } from './data-words.ts';
import { humanDollars, humanEnergies, humanNumber, humanRatio, humanShare, humanTimes } from './human.ts';
import type { Paint } from './paint.ts';
import { column, ifAny, shareColumns } from './shared-columns.ts';
import type { SummaryFacts } from './summary-facts.ts';
import { type TextColumn, textTable } from './text-table.ts';

/** For runs that were made once. One row an algorithm: how it ended, how fast it learnt and what its workers did meanwhile. Lines without line feeds. */
export function singleRunTable(study: StudyResult, facts: SummaryFacts): readonly string[] {
  return textTable(singleRunColumns(study, facts), facts.width, facts.paint.dim);
}

/** Its columns. Without a target there is nothing to be first at: how long each run took, and no speed-up. */
export function singleRunColumns(
  study: Pick<StudyResult, 'runs'>,
  { paint }: Pick<SummaryFacts, 'paint'>,
): readonly TextColumn[] {
  const { runs } = study;
  const results = runs.map(({ result }) => result);
  const fastest = new Set(fastestRuns(runs));
  const aimed = runs.some(({ plan }) => hasTarget(plan.scenario));
  const costs = runs.map(costOfRun);
  return [
    {
      ...column(
        'algorithm',
        results.map(({ algorithm }) => algorithm),
      ),
      align: 'left',
    },
    {
      ...column(
        'status',
        results.map(({ status }) => status),
      ),
      align: 'left',
      paint: (cell, row) => paintStatus(paint, results[row]!.status, cell),
    },
    aimed
      ? {
          ...column('time to\ntarget', humanTimes(results.map(secondsToTarget))),
          paint: (cell, row) => (fastest.has(runs[row]!) ? paint.bold(cell) : cell),
        }
      : column('time', humanTimes(results.map(({ time }) => secondsOf(time)))),
    column(
      'updates',
      results.map(({ updates }) => String(updates)),
    ),
    column('time per\nupdate', humanTimes(runs.map(secondsPerUpdate))),
    ...ifAny(
      trainingHead(runs, 'objective'),
      results.map(({ objective }) => humanNumber(objective)),
    ),
    ...ifAny(
      'test\nloss',
      results.map(({ testLoss }) => humanNumber(testLoss)),
    ),
    ...ifAny(
      accuracyHead(runs),
      results.map(({ accuracy }) => humanShare(accuracy, 1)),
    ),
    ...shareColumns(runs.map(sharesOf)),
    ...ifAny('dollars', humanDollars(costs.map(({ dollars }) => dollars))),
    ...ifAny('energy', humanEnergies(costs.map(({ joules }) => joules))),
    ...(aimed
      ? [
          column(
            'speed-up',
            runs.map((run) => humanRatio(speedUpOf(study, run))),
          ),
        ]
      : []),
  ];
}

/** Which part of the run's time its workers spent in each state, in the mean. */
function sharesOf(run: FinishedRun): readonly number[] {
  return workerStates.map((state) => meanSeconds(run, state) / secondsOf(run.result.time));
}

/** Simulated seconds to the target; undefined for a run that did not reach it. */
export function secondsToTarget({ status, time }: RunOutcome): number | undefined {
  return status === 'converged' ? secondsOf(time) : undefined;
}

function paintStatus(paint: Paint, status: RunOutcome['status'], text: string): string {
  if (status === 'converged') return paint.green(text);
  return status === 'diverged' ? paint.red(text) : paint.yellow(text);
}

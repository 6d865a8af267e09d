import type { RunOutcome } from '../simulation/run-result.ts';
import { fastestRuns, speedUpOf } from '../studies/comparison.ts';
import { costOfRun } from '../studies/cost.ts';
import { secondsPerUpdate } from '../studies/goal.ts';
import type { FinishedRun, StudyResult } from '../studies/study-result.ts';
import { meanSeconds, type WorkerState } from '../studies/worker-states.ts';
import { secondsOf } from './csv.ts';
import { absent, humanNumber, humanRatio, humanShare, humanTimes } from './human.ts';
import type { Paint } from './paint.ts';
import type { SummaryFacts } from './summary-facts.ts';
import { type TextColumn, textTable } from './text-table.ts';

/** For runs that were made once. One row an algorithm: how it ended, how fast it learnt and what its workers did meanwhile. Lines without line feeds. */
export function singleRunTable(study: StudyResult, facts: SummaryFacts): readonly string[] {
  return textTable(singleRunColumns(study, facts), facts.width, facts.paint.dim);
}

/** Its columns. Without a target there is nothing to be first at: how long each run took, and no speed-up. */
export function singleRunColumns(
  study: Pick<StudyResult, 'runs'>,
  { target, paint }: Pick<SummaryFacts, 'target' | 'paint'>,
): readonly TextColumn[] {
  const { runs } = study;
  const results = runs.map(({ result }) => result);
  const fastest = new Set(fastestRuns(runs));
  const objectives = results.map(({ objective }) => humanNumber(objective));
  const accuracies = results.map(({ accuracy }) => humanShare(accuracy, 1));
  return [
    {
      ...numbers(
        'algorithm',
        results.map(({ algorithm }) => algorithm),
      ),
      align: 'left',
    },
    {
      ...numbers(
        'status',
        results.map(({ status }) => status),
      ),
      align: 'left',
      paint: (cell, row) => paintStatus(paint, results[row]!.status, cell),
    },
    target === undefined
      ? numbers('time', humanTimes(results.map(({ time }) => secondsOf(time))))
      : {
          ...numbers('time to\ntarget', humanTimes(results.map(secondsToTarget))),
          paint: (cell, row) => (fastest.has(runs[row]!) ? paint.bold(cell) : cell),
        },
    numbers(
      'updates',
      results.map(({ updates }) => String(updates)),
    ),
    numbers('time per\nupdate', humanTimes(runs.map(secondsPerUpdate))),
    ...ifAny('objective', objectives),
    ...ifAny('accuracy', accuracies),
    { ...shares('workers\ncomputing', runs, 'compute'), startsGroup: true },
    shares('communi-\ncating', runs, 'communicate'),
    shares('waiting', runs, 'wait'),
    ...ifAny(
      'dollars',
      runs.map((run) => humanNumber(costOfRun(run).dollars)),
    ),
    ...ifAny(
      'joules',
      runs.map((run) => humanNumber(costOfRun(run).joules)),
    ),
    ...(target === undefined
      ? []
      : [
          numbers(
            'speed-up',
            runs.map((run) => humanRatio(speedUpOf(study, run))),
          ),
        ]),
  ];
}

/** A column, unless it would be empty. */
function ifAny(head: string, cells: readonly string[]): readonly TextColumn[] {
  return cells.every((cell) => cell === absent) ? [] : [numbers(head, cells)];
}

function numbers(head: string, cells: readonly string[]): TextColumn {
  return { head, align: 'right', cells };
}

/** Which part of the run's time its workers spent in `state`, on average. */
function shares(head: string, runs: readonly FinishedRun[], state: WorkerState): TextColumn {
  const parts = runs.map((run) => meanSeconds(run, state) / secondsOf(run.result.time));
  return numbers(
    head,
    parts.map((part) => humanShare(part, 0)),
  );
}

/** Simulated seconds to the target; undefined for a run that did not reach it. */
export function secondsToTarget({ status, time }: RunOutcome): number | undefined {
  return status === 'converged' ? secondsOf(time) : undefined;
}

function paintStatus(paint: Paint, status: RunOutcome['status'], text: string): string {
  if (status === 'converged') return paint.green(text);
  return status === 'diverged' ? paint.red(text) : paint.yellow(text);
}

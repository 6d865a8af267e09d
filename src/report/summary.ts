import type { RunResult } from '../simulation/run-result.ts';
import { fastestRuns, speedUpOf } from '../studies/comparison.ts';
import type { FinishedRun, StudyResult } from '../studies/study-result.ts';
import { secondsOf } from './csv.ts';
import { absent, humanNumber, humanRatio, humanShare, humanTimes } from './human.ts';
import type { Paint } from './paint.ts';
import { resultFileNames } from './result-files.ts';
import { costOfRun, meanSeconds, secondsPerUpdate, type WorkerState } from './run-columns.ts';
import { type TextColumn, textTable, wrapped } from './text-table.ts';

/** What the summary needs to know beside the study. */
export interface SummaryFacts {
  /** The objective to reach; undefined where the scenario sets none. */
  readonly target: number | undefined;
  /** Characters in a line. */
  readonly width: number;
  readonly paint: Paint;
}

/** One row an algorithm: how it ended, how fast it learnt and what its workers did meanwhile. Lines without line feeds. */
function summaryTable(study: StudyResult, facts: SummaryFacts): readonly string[] {
  return textTable(columnsOf(study, facts), facts.width, facts.paint.dim);
}

/** Without a target there is nothing to be first at: how long each run took, and no speed-up. */
function columnsOf(study: StudyResult, { target, paint }: SummaryFacts): readonly TextColumn[] {
  const { runs } = study;
  const results = runs.map(({ result }) => result);
  const fastest = new Set(fastestRuns(runs));
  const objectives = results.map(({ objective }) => humanNumber(objective));
  const accuracies = results.map(({ accuracy }) => humanShare(accuracy, 1));
  return [
    { ...numbers('algorithm', results.map(labelOf)), align: 'left' },
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

/**
 * One plain sentence that names the algorithm that reached the target first, or says why there is none. It speaks of the runs
 * of one point and one replication.
 */
export function fastestSentence(study: StudyResult, { target }: Pick<SummaryFacts, 'target'>): string {
  if (target === undefined)
    return 'The scenario sets no target (stop.objective or stop.gap): every run went to its limit.';
  const goal = `the target (objective ${Number(humanNumber(target))})`;
  const [first, ...others] = fastestRuns(study.runs);
  if (!first) return `No algorithm reached ${goal}.`;
  const names = inWords([first, ...others].map(({ result }) => labelOf(result)));
  const times = humanTimes(study.runs.map(({ result }) => secondsToTarget(result))); // as the table has them
  const after = `after ${times[study.runs.indexOf(first)]} of simulated time`;
  return `${names} reached ${goal} first, ${after}${comparisonWith(study, first)}.`;
}

/** `a`, `a and b`, `a, b and c`. */
function inWords(names: readonly string[]): string {
  const [last, ...others] = names.toReversed();
  return others.length === 0 ? last! : `${others.toReversed().join(', ')} and ${last}`;
}

function comparisonWith(study: StudyResult, run: FinishedRun): string {
  const ratio = speedUpOf(study, run);
  const base = study.runs[0]?.result;
  if (ratio === undefined || ratio === 1 || !base) return '';
  return `, ${ratio.toFixed(2)} times as fast as ${labelOf(base)}`;
}

/** Everything that is said at the end of a study: the table, who was first, where the files are, and each run's digest. */
export function summaryText(study: StudyResult, facts: SummaryFacts & { readonly folder: string }): string {
  const { width, paint, folder } = facts;
  const { name, description } = study.scenario;
  const heading = description ? `${name}: ${description}` : name;
  return [
    ...wrapped(heading, width).map(paint.bold),
    '',
    ...summaryTable(study, facts),
    '',
    ...wrapped(fastestSentence(study, facts), width),
    '',
    ...wrapped(`Results: ${folder} (${resultFileNames.join(', ')})`, width),
    'Digests (16 of 64 digits; runs.csv has all):',
    ...digestLines(study).map((line) => `  ${line}`),
    '',
  ].join('\n');
}

/** `bsp  3f2a9c…`: which run is which, one line each. */
function digestLines(study: StudyResult): readonly string[] {
  const results = study.runs.map(({ result }) => result);
  const width = Math.max(...results.map((result) => labelOf(result).length));
  return results.map((result) => `${labelOf(result).padEnd(width)}  ${result.digest.slice(0, 16)}`);
}

function labelOf({ algorithm }: RunResult): string {
  return algorithm;
}

function secondsToTarget({ status, time }: RunResult): number | undefined {
  return status === 'converged' ? secondsOf(time) : undefined;
}

function paintStatus(paint: Paint, status: RunResult['status'], text: string): string {
  if (status === 'converged') return paint.green(text);
  return status === 'diverged' ? paint.red(text) : paint.yellow(text);
}

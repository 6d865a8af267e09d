import { hasTarget } from '../studies/goal.ts';
import type { Estimate } from '../studies/statistics/interval.ts';
import type { AlgorithmSummary } from '../studies/study-summary.ts';
import { workerStates } from '../studies/worker-states.ts';
import { humanNumber, humanShare } from './human.ts';
import {
  dollarsWithIntervals,
  energiesWithIntervals,
  numberWithInterval,
  ratioWithInterval,
  shareWithInterval,
  timesWithIntervals,
} from './intervals.ts';
import { column, ifAny, shareColumns } from './shared-columns.ts';
import type { SummaryFacts } from './summary-facts.ts';
import { type TextColumn, textTable } from './text-table.ts';

/** For one point of a study: one row an algorithm, with the means over its runs and their intervals. Lines without line feeds. */
export function replicatedTable(
  summaries: readonly AlgorithmSummary[],
  { width, paint }: SummaryFacts,
): readonly string[] {
  const columns = replicatedColumns(summaries);
  return columns.length === 0 ? [] : textTable(columns, width, paint.dim);
}

/** Its columns; none for no summaries. */
export function replicatedColumns(summaries: readonly AlgorithmSummary[]): readonly TextColumn[] {
  const [first] = summaries;
  if (!first) return [];
  const aimed = hasTarget(first.point.scenario);
  const missed = summaries.some(({ time }) => time === undefined);
  const isTuned = first.point.scenario.tune !== undefined;
  const each = (cell: (summary: AlgorithmSummary) => string) => summaries.map(cell);
  const times = (estimateOf: (summary: AlgorithmSummary) => Estimate | undefined) =>
    timesWithIntervals(summaries.map(estimateOf));
  return [
    {
      ...column(
        'algorithm',
        each(({ algorithm }) => algorithm),
      ),
      align: 'left',
    },
    ...(isTuned
      ? [
          column(
            'learning\nrate',
            each(({ learningRate }) => shortNumber(learningRate)),
          ),
        ]
      : []),
    aimed
      ? column('reached\ntarget', each(reachedText))
      : column(
          'runs',
          each(({ n }) => String(n)),
        ),
    column(
      aimed ? 'mean time\nto target' : 'mean time',
      times(({ time }) => time),
    ),
    ...(missed
      ? [
          column(
            'median time\nto target',
            times(({ medianTime }) => medianTime),
          ),
        ]
      : []),
    column(
      'updates',
      each(({ updates }) => numberWithInterval(updates)),
    ),
    column(
      'time per\nupdate',
      times(({ timePerUpdate }) => timePerUpdate),
    ),
    column(
      'speed-up',
      each(({ speedUp }) => ratioWithInterval(speedUp)),
    ),
    column(
      'faster\nin',
      each((summary) => humanShare(summary === first ? undefined : summary.winShare, 0)),
    ),
    ...learningColumns(summaries),
    ...shareColumns(
      summaries.map(({ shares }) => workerStates.map((state) => shares[state]?.value ?? Number.NaN)),
    ),
    ...ifAny('dollars', dollarsWithIntervals(summaries.map(({ dollars }) => dollars))),
    ...ifAny('energy', energiesWithIntervals(summaries.map(({ joules }) => joules))),
  ];
}

/** How good the models were at the end, and how stale updates were. */
function learningColumns(summaries: readonly AlgorithmSummary[]): readonly TextColumn[] {
  const data = summaries.some(({ testLoss }) => testLoss) ? 'test' : 'training';
  return [
    ...ifAny(
      `${data}\naccuracy`,
      summaries.map(({ accuracy }) => shareWithInterval(accuracy)),
    ),
    ...ifAny(
      'test\nloss',
      summaries.map(({ testLoss }) => numberWithInterval(testLoss)),
    ),
    ...ifAny(
      'staleness\n(versions)',
      summaries.map(({ versionStaleness }) => numberWithInterval(versionStaleness)),
    ),
  ];
}

/** `20 of 20`, `6 of 20, 3 diverged`. */
function reachedText({ n, converged, diverged }: AlgorithmSummary): string {
  return `${converged} of ${n}${diverged > 0 ? `, ${diverged} diverged` : ''}`;
}

function shortNumber(value: number | undefined): string {
  return value === undefined ? humanNumber(value) : String(Number(value.toPrecision(4)));
}

import { hasTarget } from '../studies/goal.ts';
import type { AlgorithmSummary } from '../studies/study-summary.ts';
import { humanNumber, humanShare } from './human.ts';
import { numberWithInterval, ratioWithInterval, timeWithInterval } from './intervals.ts';
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
  const column = (head: string, cell: (summary: AlgorithmSummary) => string): TextColumn => ({
    head,
    align: 'right',
    cells: summaries.map(cell),
  });
  return [
    { ...column('algorithm', ({ algorithm }) => algorithm), align: 'left' },
    ...(isTuned ? [column('learning\nrate', ({ learningRate }) => shortNumber(learningRate))] : []),
    aimed ? column('reached\ntarget', reachedText) : column('runs', ({ n }) => String(n)),
    column(aimed ? 'mean time\nto target' : 'mean time', ({ time }) => timeWithInterval(time)),
    ...(missed ? [column('median time\nto target', ({ medianTime }) => timeWithInterval(medianTime))] : []),
    column('updates', ({ updates }) => numberWithInterval(updates)),
    column('time per\nupdate', ({ timePerUpdate }) => timeWithInterval(timePerUpdate)),
    column('speed-up', ({ speedUp }) => ratioWithInterval(speedUp)),
    column('faster\nin', (summary) => humanShare(summary === first ? undefined : summary.winShare, 0)),
  ];
}

/** `20 of 20`, `6 of 20, 3 diverged`. */
function reachedText({ n, converged, diverged }: AlgorithmSummary): string {
  return `${converged} of ${n}${diverged > 0 ? `, ${diverged} diverged` : ''}`;
}

function shortNumber(value: number | undefined): string {
  return value === undefined ? humanNumber(value) : String(Number(value.toPrecision(4)));
}

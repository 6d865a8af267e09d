import { hasTarget } from '../studies/goal.ts';
import type { AlgorithmSummary } from '../studies/study-summary.ts';
import { absent } from './human.ts';
import { dollarsWithIntervals, ratioWithInterval, timesWithIntervals } from './intervals.ts';
import { cellText, shortNames } from './point-labels.ts';
import { cheapestOf, fastestOf } from './sentences.ts';
import { column } from './shared-columns.ts';
import type { SummaryFacts } from './summary-facts.ts';
import { type TextColumn, textTable } from './text-table.ts';

/** For a sweep of many points: one row a point, with the algorithm that is fastest there. Lines without line feeds. */
export function pointsTable(
  points: readonly (readonly AlgorithmSummary[])[],
  paths: readonly string[],
  { width, paint }: SummaryFacts,
): readonly string[] {
  const base = points[0]?.[0];
  if (!base) return [];
  const best = points.map(fastestOf);
  const cells = (cell: (summary: AlgorithmSummary) => string) => best.map((it) => (it ? cell(it) : absent));
  const aimed = hasTarget(base.point.scenario);
  const columns: TextColumn[] = [
    ...shortNames(paths).map(
      (head, k): TextColumn => ({
        head,
        align: 'left',
        cells: points.map(([first]) => cellText(first?.point.values[k])),
      }),
    ),
    { head: 'fastest', align: 'left', cells: cells(({ algorithm }) => algorithm) },
    {
      head: aimed ? 'mean time\nto target' : 'time per\nupdate',
      align: 'right',
      cells: timesWithIntervals(best.map((it) => (aimed ? it?.time : it?.timePerUpdate))),
    },
    {
      head: `speed-up\nover ${base.algorithm}`,
      align: 'right',
      cells: cells(({ speedUp }) => ratioWithInterval(speedUp)),
    },
    ...cheapestColumns(points),
    {
      head: 'always\narrived',
      align: 'right',
      cells: points.map(
        (summaries) => `${summaries.filter(({ time }) => time).length} of ${summaries.length}`,
      ),
    },
  ];
  return textTable(columns, width, paint.dim);
}

/** Which algorithm is the cheapest at each point, and its price; none where there are no prices. */
function cheapestColumns(points: readonly (readonly AlgorithmSummary[])[]): readonly TextColumn[] {
  const cheapest = points.map((summaries) => cheapestOf(summaries));
  if (cheapest.every((summary) => summary === undefined)) return [];
  return [
    { head: 'cheapest', align: 'left', cells: cheapest.map((summary) => summary?.algorithm ?? absent) },
    column('dollars', dollarsWithIntervals(cheapest.map((summary) => summary?.dollars))),
  ];
}

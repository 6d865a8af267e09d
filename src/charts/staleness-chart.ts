import type { AlgorithmRuns } from '../studies/study-summary.ts';
import { finite, plainAxis } from './axes.ts';
import type { HistogramsChart } from './chart.ts';
import { styleOf } from './style-of.ts';

/** How stale the updates of each algorithm were, over all runs at a point. `most`: bars of a panel. */
export function stalenessChart(groups: readonly AlgorithmRuns[], most: number): HistogramsChart | undefined {
  const stale = groups.filter(({ runs }) => runs.some(({ result }) => result.staleness.length > 0));
  if (stale.length === 0) return undefined;
  const largest = Math.max(...stale.map(largestOf));
  const width = Math.max(1, Math.ceil((largest + 1) / most));
  return {
    kind: 'histograms',
    id: 'staleness',
    title: 'Staleness of updates',
    note: 'How many pushes of other workers the server had handled between the pull on which an update was computed and the update.',
    x: plainAxis('staleness (updates of others)'),
    y: plainAxis(width === 1 ? 'share of updates' : `share of updates, for each of ${width} values`),
    panels: stale.map((group) => panelOf(group, width)),
  };
}

function panelOf(group: AlgorithmRuns, width: number): HistogramsChart['panels'][number] {
  const counts = new Map<number, number>();
  let all = 0;
  let sum = 0;
  for (const { result } of group.runs) {
    sum += (result.stalenessMean ?? 0) * result.updates;
    for (const { from, to, count } of result.staleness) {
      const bar = Math.floor((from + to) / 2 / width);
      counts.set(bar, (counts.get(bar) ?? 0) + count);
      all += count;
    }
  }
  const bars = [...counts].sort(([a], [b]) => a - b);
  return {
    name: group.algorithm,
    style: styleOf(group.point, group.algorithm),
    bars: bars.map(([bar, count]) => ({
      from: bar * width,
      to: (bar + 1) * width - 1,
      share: count / all,
    })),
    mean: finite(sum / all),
    most: largestOf(group),
  };
}

function largestOf({ runs }: AlgorithmRuns): number {
  return Math.max(...runs.map(({ result }) => result.stalenessMax ?? 0));
}

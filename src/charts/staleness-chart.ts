import { inWords } from '../report/words.ts';
import type { FinishedRun } from '../studies/study-result.ts';
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
    title: 'Pushes of others meanwhile',
    note: noteFor(stale),
    x: plainAxis('pushes of others between the pull and the update'),
    y: plainAxis(width === 1 ? 'share of updates' : `share of updates, for each of ${width} values`),
    panels: stale.map((group) => panelOf(group, width)),
  };
}

/**
 * What is counted, and what papers count: versions of the parameters, of which a rule that holds a round makes one a round, so that it is never
 * behind.
 */
function noteFor(groups: readonly AlgorithmRuns[]): string {
  const counted =
    'How many pushes of other workers the server had handled between the pull on which an update was computed and the update.';
  const fresh = groups.filter(({ runs }) => runs.every(isNeverBehind)).map(({ algorithm }) => algorithm);
  if (fresh.length === 0)
    return `${counted} Each of them made a version of the parameters: this is the staleness of papers.`;
  const others =
    fresh.length < groups.length
      ? ' For the others each push makes a version, so that both are the same.'
      : '';
  return `${counted} Papers count versions of the parameters: that staleness is 0 for ${inWords(fresh)}, where the pushes of a round are held and enter together.${others}`;
}

function isNeverBehind({ result }: FinishedRun): boolean {
  return result.versionStalenessMean === 0 && (result.stalenessMean ?? 0) > 0;
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
    versions: group.runs.every(isNeverBehind) ? 0 : finite(sum / all),
  };
}

function largestOf({ runs }: AlgorithmRuns): number {
  return Math.max(...runs.map(({ result }) => result.stalenessMax ?? 0));
}

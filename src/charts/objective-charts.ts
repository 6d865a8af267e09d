import type { CurvePoint } from '../simulation/run-result.ts';
import { medianInterval } from '../studies/statistics/median-interval.ts';
import type { FinishedRun } from '../studies/study-result.ts';
import type { AlgorithmRuns } from '../studies/study-summary.ts';
import { finite, plainAxis, scaleFor, timeAxis } from './axes.ts';
import type { Line, LinesChart } from './chart.ts';
import { styleOf } from './style-of.ts';
import { thinned } from './thinned.ts';

/** By what a curve can be followed: simulated time, updates, or the clocks that every worker has finished. */
type Progress = 'time' | 'updates' | 'clocksMin';

const progressions = [
  { id: 'objective-time', by: 'time', title: 'Objective against simulated time' },
  { id: 'objective-updates', by: 'updates', title: 'Objective against updates' },
  { id: 'objective-clocks', by: 'clocksMin', title: 'Objective against clocks' },
] as const;

/**
 * The objective of each algorithm at one point against time, updates and clocks; none where nothing was evaluated. One run is drawn as
 * it was; of several, the median. `most`: values of a line.
 */
export function objectiveCharts(
  groups: readonly AlgorithmRuns[],
  target: number | undefined,
  most: number,
): readonly LinesChart[] {
  const evaluated = groups.filter(({ runs }) => runs.some(({ result }) => result.objective !== undefined));
  if (evaluated.length === 0) return [];
  return progressions.map(({ id, by, title }) => {
    const lines = evaluated.map((group) => lineOf(group, by, most));
    const scale = scaleFor([...lines.flatMap(({ y }) => y), ...(target === undefined ? [] : [target])]);
    return {
      kind: 'lines',
      id,
      title,
      note: noteFor(evaluated, by),
      x: progressAxis(by, lines),
      y: plainAxis('objective', scale),
      panels: [{ name: '', lines }],
      marked: false,
      ...(target === undefined ? {} : { target: { value: target, name: 'target' } }),
    };
  });
}

function lineOf(group: AlgorithmRuns, by: Progress, most: number): Line {
  const named = { name: group.algorithm, style: styleOf(group.point, group.algorithm) };
  const [first, ...others] = group.runs;
  return { ...named, ...(others.length === 0 ? single(first!, by, most) : median(group.runs, by, most)) };
}

/** The evaluations as they were, the last of those at one place. */
function single({ result }: FinishedRun, by: Progress, most: number) {
  const { curve } = result;
  const distinct = curve.filter((point, k) => k + 1 === curve.length || curve[k + 1]![by] > point[by]);
  const places = thinned(
    distinct.map(({ objective }) => finite(objective)),
    most,
  );
  return {
    x: places.map((place) => baseUnits(by, distinct[place]![by])),
    y: places.map((place) => finite(distinct[place]!.objective)),
  };
}

/** The median over the runs, and its interval, where any of them was evaluated; a run that has ended keeps its last objective. */
function median(runs: readonly FinishedRun[], by: Progress, most: number) {
  const grid = evenly(placesOf(runs, by), most);
  const readers = runs.map(({ result }) => objectiveAlong(result.curve, by));
  const estimates = grid.map((at) => medianInterval(readers.map((read) => read(at))));
  return {
    x: grid.map((at) => baseUnits(by, at)),
    y: estimates.map((estimate) => finite(estimate?.value)),
    low: estimates.map((estimate) => finite(estimate?.low)),
    high: estimates.map((estimate) => finite(estimate?.high)),
  };
}

/** Where any of the runs was evaluated, ascending. */
function placesOf(runs: readonly FinishedRun[], by: Progress): readonly number[] {
  const places = new Set(runs.flatMap(({ result }) => result.curve.map((point) => point[by])));
  return [...places].sort((a, b) => a - b);
}

/** The first, the last, and as many between them as there may be. */
function evenly(places: readonly number[], most: number): readonly number[] {
  const steps = most - 1;
  if (places.length <= most) return places;
  return Array.from({ length: most }, (_, k) => places[Math.round((k * (places.length - 1)) / steps)]!);
}

/** The objective last evaluated at or before a place; places are asked for in ascending order. NaN counts as infinite. */
function objectiveAlong(curve: readonly CurvePoint[], by: Progress): (at: number) => number {
  let k = 0;
  return (at) => {
    while (k + 1 < curve.length && curve[k + 1]![by] <= at) k++;
    const objective = curve[k]!.objective ?? Number.NaN;
    return Number.isNaN(objective) ? Number.POSITIVE_INFINITY : objective;
  };
}

function baseUnits(by: Progress, value: number): number {
  return by === 'time' ? value / 1e9 : value;
}

function progressAxis(by: Progress, lines: readonly Line[]) {
  if (by === 'updates') return plainAxis('updates');
  if (by === 'clocksMin') return plainAxis('clocks finished by every worker');
  return timeAxis('simulated time', Math.max(...lines.map(({ x }) => x.at(-1)!)));
}

function noteFor(groups: readonly AlgorithmRuns[], by: Progress): string {
  const meaning = {
    time: 'What a user waits for.',
    updates: 'Statistical efficiency: what an update is worth, whatever it costs.',
    clocksMin: 'How often the slowest worker had to do its part.',
  }[by];
  const most = Math.max(...groups.map(({ runs }) => runs.length));
  if (most === 1) return meaning;
  const interval = most > 5 ? ' Bands hold the true median with 95% confidence.' : '';
  return `${meaning} Medians over up to ${most} replications; one that has ended keeps its last objective.${interval}`;
}

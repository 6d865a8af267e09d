import { hasTarget } from '../studies/goal.ts';
import type { StudyPoint } from '../studies/planned-run.ts';
import type { Estimate } from '../studies/statistics/interval.ts';
import type { StudyResult } from '../studies/study-result.ts';
import { type AlgorithmSummary, summaryOf } from '../studies/study-summary.ts';
import { finite, plainAxis, scaleFor, timeAxis } from './axes.ts';
import type { Axis, Chart, HeatCell, HeatChart, Line, LinesChart } from './chart.ts';
import { styleOf } from './style-of.ts';
import { type Direction, directionsOf } from './sweep-grid.ts';
import { tickText } from './ticks.ts';

/** Panels, and rows of a heat map, beyond which a sweep has too many points to look at. */
const MOST_PANELS = 16;
const MOST_ROWS = 64;

/** What a sweep comes to: small multiples of what algorithms are compared by, and heat maps of the same; none without a sweep. */
export function sweepCharts(study: StudyResult): readonly Chart[] {
  const [along, ...across] = directionsOf(study.paths, study.points);
  if (!along || study.runs.length === 0) return [];
  const summaries = summaryOf(study);
  const combinations = combinationsOf(study.points, across);
  const sweep = { along, combinations, summaries, aimed: hasTarget(study.scenario) };
  return [
    ...(combinations.length <= MOST_PANELS ? [multiples(sweep)] : []),
    ...(combinations.length <= MOST_ROWS ? [heatMaps(sweep, across)] : []),
  ];
}

interface Sweep {
  readonly along: Direction;
  /** What the other directions can be together, in the order of the points; one that is empty where there are none. */
  readonly combinations: readonly Combination[];
  readonly summaries: readonly AlgorithmSummary[];
  readonly aimed: boolean;
}

interface Combination {
  readonly name: string;
  /** Which points of the study are there. */
  readonly points: ReadonlySet<number>;
}

function combinationsOf(points: readonly StudyPoint[], across: readonly Direction[]): readonly Combination[] {
  const named = new Map<string, Set<number>>();
  for (const point of points) {
    const name = across.map(({ sentences, placeOf }) => sentences[placeOf(point)]!).join(' · ');
    const there = named.get(name) ?? new Set();
    named.set(name, there.add(point.index));
  }
  return [...named].map(([name, there]) => ({ name, points: there }));
}

function multiples({ along, combinations, summaries, aimed }: Sweep): LinesChart {
  const panels = combinations.map(({ name, points }) => ({
    name,
    lines: linesOf(
      summaries.filter(({ point }) => points.has(point.index)),
      along,
      aimed,
    ),
  }));
  const values = panels.flatMap(({ lines }) => lines.flatMap(({ y }) => y));
  const what = aimed ? 'time to target' : 'time per update';
  return {
    kind: 'lines',
    id: 'sweep',
    title: aimed ? 'Time to target over the sweep' : 'Time per update over the sweep',
    note: 'Means, with 95% intervals where there are replications. Where a line is broken, not every run arrived.',
    x: directionAxis(along),
    y: timeAxis(what, Math.max(...values.map((value) => value ?? 0)), scaleFor(values)),
    panels,
    marked: true,
  };
}

function linesOf(here: readonly AlgorithmSummary[], along: Direction, aimed: boolean): readonly Line[] {
  const names = [...new Set(here.map(({ algorithm }) => algorithm))];
  const order = placesInOrder(along);
  return names.map((name) => {
    const own = here.filter(({ algorithm }) => algorithm === name);
    const estimates = order.map((place) => {
      const summary = own.find(({ point }) => along.placeOf(point) === place);
      return summary && measureOf(summary, aimed);
    });
    const isReplicated = estimates.some((estimate) => estimate?.low !== undefined);
    return {
      name,
      style: styleOf(own[0]!.point, name),
      x: order.map((place) => along.numbers?.[place] ?? place),
      y: estimates.map((estimate) => finite(estimate?.value)),
      ...(isReplicated && {
        low: estimates.map((estimate) => finite(estimate?.low)),
        high: estimates.map((estimate) => finite(estimate?.high)),
      }),
    };
  });
}

/** Numbers ascend; anything else keeps its order. */
function placesInOrder({ places, numbers }: Direction): readonly number[] {
  const all = [...places.keys()];
  return numbers ? all.sort((a, b) => numbers[a]! - numbers[b]!) : all;
}

/** Numbers that span much are seen best on a logarithmic axis. */
function directionAxis({ name, places, numbers }: Direction): Axis {
  if (!numbers) return { label: name, scale: 'linear', words: places };
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return plainAxis(name, least > 0 && most >= 8 * least ? 'log' : 'linear');
}

function measureOf(summary: AlgorithmSummary, aimed: boolean): Estimate | undefined {
  return aimed ? summary.time : summary.timePerUpdate;
}

function heatMaps({ along, combinations, summaries, aimed }: Sweep, across: readonly Direction[]): HeatChart {
  const names = [...new Set(summaries.map(({ algorithm }) => algorithm))];
  const order = placesInOrder(along);
  const known = new Map(
    summaries.map((summary) => [
      `${along.placeOf(summary.point)}/${summary.point.index}/${summary.algorithm}`,
      summary,
    ]),
  );
  const find = (algorithm: string, { points }: Combination, place: number) => {
    for (const index of points) {
      const summary = known.get(`${place}/${index}/${algorithm}`);
      if (summary) return summary;
    }
    return undefined;
  };
  const all = summaries.map((summary) => measureOf(summary, aimed)?.value ?? null);
  const what = aimed ? 'time to target' : 'time per update';
  const axis = timeAxis(what, Math.max(...all.map((value) => value ?? 0)), scaleFor(all));
  const { size } = axis.unit!;
  const bestAt = (row: Combination, place: number) =>
    Math.min(
      ...names.map((name) => {
        const summary = find(name, row, place);
        return (summary && measureOf(summary, aimed)?.value) ?? Number.POSITIVE_INFINITY;
      }),
    );
  const panels = names.map((name) => ({
    name,
    style: styleOf(summaries.find(({ algorithm }) => algorithm === name)!.point, name),
    cells: combinations.flatMap((row) =>
      order.map((place): HeatCell | null => {
        const summary = find(name, row, place);
        if (!summary) return null;
        const value = finite(measureOf(summary, aimed)?.value);
        const { converged, n } = summary;
        const missed = converged === 0 ? 'never' : `${converged} of ${n}`;
        return {
          value,
          text: value === null ? missed : tickText(Number((value / size).toPrecision(3))),
          isBest: value !== null && value === bestAt(row, place),
        };
      }),
    ),
  }));
  return {
    kind: 'heat',
    id: 'heat',
    title: aimed ? 'Time to target, point by point' : 'Time per update, point by point',
    note: 'The darker, the longer. A frame marks the fastest algorithm of a point.',
    rowLabel: across.map(({ name }) => name).join(' · '),
    columnLabel: along.name,
    rows: combinations.map(({ name }) => name),
    columns: order.map((place) => along.places[place]!),
    value: axis,
    panels,
  };
}

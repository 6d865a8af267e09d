import { pointLabel } from '../report/point-labels.ts';
import type { StudyResult } from '../studies/study-result.ts';
import type { Tuning } from '../studies/tuning/tuning.ts';
import { finite, plainAxis, scaleFor, timeAxis } from './axes.ts';
import type { Line, LinesChart } from './chart.ts';
import { styleOf } from './style-of.ts';

/** Panels beyond which nobody looks. */
const MOST_PANELS = 16;

/** How the learning rates were found: what the median run of each rate came to in the last round that it was in. */
export function tuningChart({ tunings, points, paths }: StudyResult): LinesChart | undefined {
  const here = points.filter(({ index }) => tunings.some(({ point }) => point === index));
  if (here.length === 0 || here.length > MOST_PANELS) return undefined;
  const panels = here.map((point) => ({
    name: paths.length === 0 ? '' : pointLabel(paths, point),
    lines: tunings
      .filter((tuning) => tuning.point === point.index)
      .map((tuning) => lineOf(tuning, styleOf(point, tuning.algorithm))),
  }));
  const values = panels.flatMap(({ lines }) => lines.flatMap(({ y }) => y));
  if (values.every((value) => value === null)) return undefined;
  return {
    kind: 'lines',
    id: 'tuning',
    title: 'Time to target by learning rate',
    note: 'Tuning runs, on chance of their own. A rate that did not reach the target while tuning has no value.',
    x: plainAxis('learning rate', 'log'),
    y: timeAxis('time to target', Math.max(...values.map((value) => value ?? 0)), scaleFor(values)),
    panels,
    marked: true,
  };
}

function lineOf({ algorithm, rows }: Tuning, style: number): Line {
  const rates = [...new Set(rows.map(({ learningRate }) => learningRate))].sort((a, b) => a - b);
  return {
    name: algorithm,
    style,
    x: rates,
    y: rates.map((rate) => finite(rows.findLast(({ learningRate }) => learningRate === rate)?.seconds)),
  };
}

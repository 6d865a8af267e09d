import type { StudyResult } from '../studies/study-result.ts';
import type { Tuning, TuningRow } from '../studies/tuning/tuning.ts';
import { absent, humanNumber, humanTime } from './human.ts';
import { pointLabel } from './point-labels.ts';
import type { SummaryFacts } from './summary-facts.ts';
import { type TextColumn, textTable } from './text-table.ts';

/** Points up to which every curve is printed; tuning.csv has them all. */
const FEW = 3;

/** How the learning rates were found: the curve of each algorithm, and a warning where the best rate is at the edge of those tried. */
export function tuningText(study: StudyResult, facts: SummaryFacts): readonly string[] {
  const { points, tunings } = study;
  if (tunings.length === 0) return [];
  const curves = points.length > FEW ? [] : points.flatMap((point) => curvesAt(study, point.index, facts));
  return [...curves, ...warningsOf(study)];
}

/** One row a learning rate, one column an algorithm: what its median run came to in the last round that it was in; * marks the chosen. */
function curvesAt(study: StudyResult, point: number, { width, paint }: SummaryFacts): readonly string[] {
  const here = study.tunings.filter((tuning) => tuning.point === point);
  const rates = [...new Set(here.flatMap(({ rows }) => rows.map(({ learningRate }) => learningRate)))];
  rates.sort((a, b) => a - b);
  const columns: TextColumn[] = [
    { head: 'learning rate', align: 'right', cells: rates.map((rate) => String(rate)) },
    ...here.map(
      (tuning): TextColumn => ({
        head: tuning.algorithm,
        align: 'right',
        cells: rates.map((rate) => outcomeText(tuning, rate)),
      }),
    ),
  ];
  const at = study.paths.length === 0 ? '' : ` at ${pointLabel(study.paths, study.points[point]!)}`;
  return [
    `Learning rates tried${at} (* chosen; a time is that to the target):`,
    ...textTable(columns, width, paint.dim),
    '',
  ];
}

function outcomeText(tuning: Tuning, rate: number): string {
  const row = tuning.rows.findLast(({ learningRate }) => learningRate === rate);
  if (!row) return '';
  return `${resultText(row)}${rate === tuning.learningRate ? ' *' : '  '}`;
}

function resultText({ seconds, objective, diverged }: TuningRow): string {
  if (diverged > 0) return 'diverged';
  if (seconds !== undefined) return humanTime(seconds);
  return objective === undefined ? absent : `objective ${humanNumber(objective)}`;
}

/** `The best rate of asp, 0.01, is the lowest tried: a better one may lie beyond.` And where the best is not good, that. */
function warningsOf({ tunings, points, paths }: StudyResult): readonly string[] {
  return tunings.flatMap((tuning) => {
    const { algorithm, by, learningRate, edge, point, rows } = tuning;
    const at = paths.length === 0 ? '' : ` at ${pointLabel(paths, points[point]!)}`;
    const which = `warning: the best rate of ${algorithm}${at}, ${learningRate},`;
    const { diverged, converged } = rows.findLast((row) => row.learningRate === learningRate)!;
    return [
      ...(edge ? [`${which} is the ${edge} tried: a better one may lie beyond.`] : []),
      ...(diverged > 0 ? [`${which} diverged in ${diverged} of its tuning runs, as did every other.`] : []),
      ...(by !== 'objective' && converged === 0
        ? [`${which} never reached the target while tuning; it came nearest.`]
        : []),
    ];
  });
}

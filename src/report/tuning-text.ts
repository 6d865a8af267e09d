import type { StudyResult } from '../studies/study-result.ts';
import type { Tuning, TuningRow } from '../studies/tuning/tuning.ts';
import { absent, humanNumber, humanTimes } from './human.ts';
import { pointLabel } from './point-labels.ts';
import type { SummaryFacts } from './summary-facts.ts';
import { type TextColumn, textTable } from './text-table.ts';

/** Points up to which every curve is printed; tuning.csv has them all. */
const FEW = 3;

/** How the learning rates were found: the curve of each algorithm, where there are few. */
export function tuningText(study: StudyResult, facts: SummaryFacts): readonly string[] {
  const { points, tunings } = study;
  if (tunings.length === 0 || points.length > FEW) return [];
  return points.flatMap((point) => curvesAt(study, point.index, facts));
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
        cells: outcomeTexts(tuning, rates),
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

function outcomeTexts({ rows, learningRate: chosen }: Tuning, rates: readonly number[]): readonly string[] {
  const last = rates.map((rate) => rows.findLast(({ learningRate }) => learningRate === rate));
  const times = humanTimes(last.map((row) => row?.seconds));
  return last.map((row, k) =>
    row ? `${resultText(row, times[k]!)}${rates[k] === chosen ? ' *' : '  '}` : '',
  );
}

function resultText({ seconds, objective, diverged }: TuningRow, time: string): string {
  if (diverged > 0) return 'diverged';
  if (seconds !== undefined) return time;
  return objective === undefined ? absent : `objective ${humanNumber(objective)}`;
}

import type { StudyPoint } from '../studies/planned-run.ts';
import type { StudyResult } from '../studies/study-result.ts';
import type { Tuning, TuningRow } from '../studies/tuning/tuning.ts';
import type { Columns } from './csv.ts';
import { sweepColumns } from './sweep-columns.ts';

/** One learning rate in one round of the search of one algorithm at one point. */
export interface TuningLine {
  readonly point: StudyPoint;
  readonly tuning: Tuning;
  readonly row: TuningRow;
}

/** The lines of tuning.csv: points, algorithms as listed, rounds, rates ascending. */
export function tuningLines({
  points,
  tunings,
}: Pick<StudyResult, 'points' | 'tunings'>): readonly TuningLine[] {
  return tunings.flatMap((tuning) =>
    tuning.rows.map((row) => ({ point: points[tuning.point]!, tuning, row })),
  );
}

/** The columns of tuning.csv; `paths`: those of the sweep. */
export function tuningColumns(paths: readonly string[]): Columns<TuningLine> {
  return [
    ...sweepColumns(paths, ({ point }: TuningLine) => point),
    ['algorithm', ({ tuning }) => tuning.algorithm],
    ['round', ({ row }) => row.round],
    ['learning_rate', ({ row }) => row.learningRate],
    ['max_clocks', ({ row }) => row.limits.maxClocks],
    ['max_updates', ({ row }) => row.limits.maxUpdates],
    ['max_time_s', ({ row }) => row.limits.maxTime],
    ['converged', ({ row }) => row.converged],
    ['stopped', ({ row }) => row.stopped],
    ['diverged', ({ row }) => row.diverged],
    ['time_s', ({ row }) => row.seconds],
    ['updates', ({ row }) => row.updates],
    ['objective', ({ row }) => row.objective],
    ['rank', ({ row }) => row.rank],
    ['kept', ({ row }) => row.kept],
    ['chosen', ({ tuning, row }) => isChosen(tuning, row)],
    ['edge', ({ tuning, row }) => (isChosen(tuning, row) ? tuning.edge : undefined)],
  ];
}

function isChosen({ rows }: Tuning, row: TuningRow): boolean {
  return row.kept && row.round === rows.at(-1)!.round;
}

import type { StudyPoint } from '../studies/planned-run.ts';
import type { Columns } from './csv.ts';

/** One column for each path of the sweep, named by it: what it is at the point of a row. */
export function sweepColumns<Row>(paths: readonly string[], pointOf: (row: Row) => StudyPoint): Columns<Row> {
  return paths.map((path, k) => [path, (row) => pointOf(row).values[k]]);
}

import type { Estimate } from '../studies/statistics/interval.ts';
import type { Columns } from './csv.ts';

/** An estimate and its interval, in three columns; `middle`: the name of the first. */
export function estimateColumns<Row>(
  name: string,
  estimateOf: (row: Row) => Estimate | undefined,
  middle = name,
): Columns<Row> {
  return [
    [middle, (row) => estimateOf(row)?.value],
    [`${name}_ci_low`, (row) => estimateOf(row)?.low],
    [`${name}_ci_high`, (row) => estimateOf(row)?.high],
  ];
}

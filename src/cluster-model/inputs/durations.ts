import { type Columns, columnNames } from '../../base/options.ts';
import type { CsvTable } from './csv-table.ts';
import { unitsBetween } from './instants.ts';

/** Where a record has some of its times. */
export interface TimeColumns {
  /** What messages call the option that names the columns, with these names: `compute: seconds`. */
  readonly written: (columns: readonly string[]) => string;
  /** A column of times, or two of instants: of the start and of the end. */
  readonly columns: Columns;
  /** Seconds that 1 stands for; calendar times are in seconds. */
  readonly unit: number;
}

/** Names under which people keep times. */
export const TIMES = /sec|time|duration|elapsed|_m?s$/i;

/**
 * Seconds that a record has for its rows. [rows]
 * @throws InputError where a column is missing, where there are more than two, and where a time is below 0.
 */
export function durationsIn(table: CsvTable, { columns, unit, written }: TimeColumns): Float64Array {
  const names = columnNames(columns);
  const [first, last] = names as [string, string?];
  const missing = names.find((name) => !table.has(name));
  if (missing !== undefined) {
    const meant = table.columns.find((name) => TIMES.test(name)) ?? 'NAME';
    throw table.missing(missing, `say which column has the times: ${written([meant])}`);
  }
  if (last === undefined) return table.numbers(first, { min: 0 }).map((time) => time * unit);
  const allowed = 'one column of times, or two of instants: the start and the end';
  if (names.length > 2) throw table.problem(written(names), { allowed });
  const starts = table.instants(first);
  return Float64Array.from(table.instants(last), (end, row) => {
    const start = starts[row]!;
    const seconds = unitsBetween(start, end) * (end.isCalendar ? 1 : unit);
    const line = table.lineOf(row);
    if (start.isCalendar !== end.isCalendar)
      throw table.problem(`${first} and ${last}: a number and a calendar time`, {
        line,
        allowed: 'two of a kind',
      });
    if (seconds >= 0) return seconds;
    throw table.problem(`${first} is later than ${last}`, {
      line,
      allowed: 'a start, and an end not before it',
    });
  });
}

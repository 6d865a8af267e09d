import { type Columns, columnNames } from '../base/options.ts';
import { durationsIn } from '../cluster-model/inputs/durations.ts';
import type { RecordColumns, RecordedTimes } from '../cluster-model/inputs/recorded-times.ts';

/** The times of a record, zeros left out: no continuous distribution gives them. */
export interface MeasuredTimes {
  readonly names: readonly string[];
  /** Seconds by worker, in the order of their clocks. */
  readonly groups: readonly Float64Array[];
  readonly zeros: string | undefined;
}

/** The times of a record in the columns that an option names. @throws InputError where they are not there. */
export function measuredTimes(
  { table, workers }: RecordedTimes,
  option: 'compute' | 'communicate',
  columns: Columns,
  { unit, written }: Pick<RecordColumns, 'written'> & { readonly unit: number },
): MeasuredTimes {
  const times = durationsIn(table, { columns, unit, written: (names) => written(option, names) });
  const groups = workers.map(({ rows }) =>
    Float64Array.from(rows, (row) => times[row]!).filter((time) => time > 0),
  );
  const first = times.indexOf(0);
  const count = times.reduce((sum, time) => sum + (time === 0 ? 1 : 0), 0);
  return {
    names: workers.filter((_, k) => groups[k]!.length > 0).map(({ name }) => name),
    groups: groups.filter(({ length }) => length > 0),
    zeros:
      first < 0
        ? undefined
        : `${count} of ${times.length} times of ${columnNames(columns).join(', ')} ${count === 1 ? 'is' : 'are'} 0 (the first on line ${table.lineOf(first)}) and left out.`,
  };
}

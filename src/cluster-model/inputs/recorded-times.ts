import type { InputFormat } from '../../base/input-files.ts';
import { isDecimal } from '../../base/offending-text.ts';
import { CsvTable } from './csv-table.ts';
import { orderOf, type RowOrder } from './row-order.ts';

/** The clocks of one recorded worker, in order. */
export interface RecordedWorker {
  /** As the file calls it. */
  readonly name: string;
  /** Rows of the table. [clocks] */
  readonly rows: Uint32Array;
}

/** How long recorded workers took for their clocks: the rows of a table, by worker and clock. */
export interface RecordedTimes {
  readonly table: CsvTable;
  /** In the order of their numbers, or where they have names in that of their first rows. */
  readonly workers: readonly RecordedWorker[];
  /** The columns that order the rows of a worker; none where they stand as in the file. */
  readonly orderedBy: readonly string[];
}

/** What the columns of a record are called. */
export interface RecordColumns extends RowOrder {
  /** The column that says whose clock a row is. */
  readonly worker: string;
}

/** A record of times as CSV: a column for the worker, perhaps some that number the clocks, and columns of times. */
export const recordedTimes: InputFormat<CsvTable> = {
  name: 'record of times',
  example: 'worker,clock,compute_s,communicate_s\n0,0,0.002,0.001\n0,1,0.003,0.001\n1,0,0.001,0.004\n',
  parse: (text, file) => new CsvTable(text, file),
};

/** Names under which people keep what Laggard calls a worker. */
const MACHINES = /machine|host|node|worker|rank|instance|executor|pod/i;

/**
 * The workers of a record.
 * @throws InputError where a column is missing, or where the order of a worker's rows is not clear.
 */
export function recordedWorkers(table: CsvTable, columns: RecordColumns): RecordedTimes {
  const ids = workerIds(table, columns);
  const rowsOf = new Map<string, number[]>();
  for (const [row, id] of ids.entries()) {
    const rows = rowsOf.get(id);
    if (rows) rows.push(row);
    else rowsOf.set(id, [row]);
  }
  const names = [...rowsOf.keys()];
  if (names.every(isDecimal)) names.sort((a, b) => Number(a) - Number(b));
  const groups = names.map((name) => ({ name, rows: Uint32Array.from(rowsOf.get(name)!) }));
  const { orderedBy, compare } = orderOf(table, groups, columns);
  if (compare) for (const { rows } of groups) rows.sort(compare);
  return { table, workers: groups, orderedBy };
}

/** Whose clock each row is: numbers as such, so that 1 and 1.0 are one worker, and anything else as it is written. [rows] */
function workerIds(table: CsvTable, { worker, written }: RecordColumns): readonly string[] {
  if (!table.has(worker)) {
    const meant = table.columns.find((name) => MACHINES.test(name));
    const form = written('worker', [meant ?? 'NAME']);
    throw table.missing(worker, `say which column names the worker: ${form}`);
  }
  return table.texts(worker).map((text, row) => {
    if (!isDecimal(text)) return text;
    const number = Number(text);
    if (Number.isSafeInteger(number) && number >= 0) return String(number);
    const allowed = 'a whole number >= 0, or a name';
    throw table.problem(`${worker}: ${text}`, { line: table.lineOf(row), allowed });
  });
}

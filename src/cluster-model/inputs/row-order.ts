import { InputError } from '../../base/errors.ts';
import type { CsvTable } from './csv-table.ts';
import { TIMES } from './durations.ts';
import type { RecordedWorker } from './recorded-times.ts';

/** What orders the rows of each worker. */
export interface RowOrder {
  /** Columns that order together, the first one first; none: those that are known by their names, where the file has any. */
  readonly clock: readonly string[];
  /** `file`: the rows stand in their order. */
  readonly order: 'clock' | 'file';
  /** How an option and its columns are written where they are given, for messages. */
  readonly written: (option: string, columns: readonly string[]) => string;
}

/** Columns that are known to number clocks, the first that the file has; and what numbers them together with it. */
const CLOCKS = ['clock', 'iteration', 'step', 'time'];
const EPOCH = 'epoch';

/** All names that are known to order rows. */
export const KNOWN_KEYS: readonly string[] = [EPOCH, ...CLOCKS];

type Compare = (a: number, b: number) => number;

/** What orders rows of a table; without `compare` they stand as in the file. */
interface Order {
  readonly orderedBy: readonly string[];
  readonly compare?: Compare;
}

/**
 * The order of rows within each worker.
 * @throws InputError naming both lines where a worker has two rows of one key: to sort them would mix up its clocks.
 */
export function orderOf(
  table: CsvTable,
  workers: readonly RecordedWorker[],
  { clock, order, written }: RowOrder,
): Order {
  const known = CLOCKS.filter((name) => table.has(name)).slice(0, 1);
  const [columns, ...others] =
    clock.length > 0 ? [clock] : [known, ...(table.has(EPOCH) ? [[EPOCH, ...known]] : [])];
  if (order === 'file' || columns!.length === 0) return { orderedBy: [] };
  const chosen = [columns!, ...others].find((by) => !twiceIn(table, workers, by));
  if (chosen) return { orderedBy: chosen, compare: comparing(table, chosen) };
  throw keyTwice(table, workers, columns!, written);
}

function comparing(table: CsvTable, columns: readonly string[]): Compare {
  const instants = columns.map((column) => table.instants(column));
  return (a, b) => {
    for (const column of instants) {
      const [x, y] = [column[a]!.ticks, column[b]!.ticks];
      if (x !== y) return x < y ? -1 : 1;
    }
    return 0;
  };
}

/** Two rows of one worker that have the same key, the first such pair in the order of keys. */
function twiceIn(
  table: CsvTable,
  workers: readonly RecordedWorker[],
  columns: readonly string[],
): { readonly name: string; readonly rows: readonly [number, number] } | undefined {
  const compare = comparing(table, columns);
  for (const { name, rows } of workers) {
    const sorted = rows.slice().sort((a, b) => compare(a, b) || a - b);
    const at = sorted.findIndex((row, k) => k > 0 && compare(sorted[k - 1]!, row) === 0);
    if (at > 0) return { name, rows: [sorted[at - 1]!, sorted[at]!] };
  }
  return undefined;
}

function keyTwice(
  table: CsvTable,
  workers: readonly RecordedWorker[],
  columns: readonly string[],
  written: RowOrder['written'],
): InputError {
  const { name, rows } = twiceIn(table, workers, columns)!;
  const [first, second] = rows;
  const key = columns.map((column) => `${column} ${table.texts(column)[second]!}`).join(', ');
  const more = table.columns.find(
    (column) =>
      !columns.includes(column) &&
      !TIMES.test(column) &&
      isKey(table, column) &&
      !twiceIn(table, workers, [column, ...columns]),
  );
  const together = written('clock', more === undefined ? ['FIRST', 'SECOND'] : [more, ...columns]);
  return new InputError({
    file: table.file,
    line: table.lineOf(second),
    message: `${key} comes twice for worker ${name}, on lines ${table.lineOf(first)} and ${table.lineOf(second)}`,
    allowed: `each key once: ${together} orders by several columns, ${written('order', ['file'])} takes the rows as they stand`,
  });
}

/** Whether a column can be sorted by: what is no number in it would be refused. */
function isKey(table: CsvTable, column: string): boolean {
  try {
    table.instants(column);
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

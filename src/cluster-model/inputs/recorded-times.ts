import type { InputFormat } from '../../base/input-files.ts';
import { CsvTable } from './csv-table.ts';

/** The clocks of one recorded worker, in order. */
export interface RecordedWorker {
  /** As the file numbers it. */
  readonly id: number;
  /** Rows of the table. [clocks] */
  readonly rows: Uint32Array;
}

/** How long recorded workers took for their clocks: the rows of a CSV file, sorted by worker and clock. */
export interface RecordedTimes {
  readonly table: CsvTable;
  /** In the order of their numbers. */
  readonly workers: readonly RecordedWorker[];
}

/** Columns that may order a worker's rows; the first that the file has does. The order of the file decides between equals, or alone. */
const ORDER = ['clock', 'iteration', 'time'];

/** A record of times as CSV: a column worker, perhaps one that numbers the clocks, and columns of times. */
export const recordedTimes: InputFormat<RecordedTimes> = {
  name: 'record of times',
  example: 'worker,clock,compute_s,communicate_s\n0,0,0.002,0.001\n0,1,0.003,0.001\n1,0,0.001,0.004\n',
  parse(text, file) {
    const table = new CsvTable(text, file);
    const ids = table.numbers('worker', { min: 0, integer: true });
    const order = ORDER.find((column) => table.has(column));
    const places = order === undefined ? Float64Array.from(ids.keys()) : table.numbers(order);
    const rowsOf = new Map<number, number[]>();
    for (const [row, id] of ids.entries()) {
      const rows = rowsOf.get(id);
      if (rows) rows.push(row);
      else rowsOf.set(id, [row]);
    }
    const workers = [...rowsOf].sort(([a], [b]) => a - b);
    return {
      table,
      workers: workers.map(([id, rows]) => ({
        id,
        rows: Uint32Array.from(rows.sort((a, b) => places[a]! - places[b]! || a - b)),
      })),
    };
  },
};

import { stringify } from 'csv-stringify/browser/esm/sync';
import type { Cell } from '../base/cell.ts';
import { isDecimal } from '../base/offending-text.ts';
import { isUnit, splitQuantity } from '../scenarios/units.ts';

/** The columns of a table, left to right: a name, and the cell of a row. */
export type Columns<Row> = readonly (readonly [name: string, cell: (row: Row) => Cell])[];

/** Whole nanoseconds as seconds: the double nearest to the true quotient. */
export function secondsOf(nanoseconds: number): number {
  return nanoseconds / 1e9;
}

/** Rows that are in memory as text at once. */
const ROWS_PER_PIECE = 4096;

/**
 * A header and one line for each row, as RFC 4180 but with single line feeds. Numbers are in the shortest decimal form that
 * reads back as the same double. In pieces, since a table may have a million rows.
 */
export function* csvPieces<Row>(columns: Columns<Row>, rows: Iterable<Row>): Generator<string> {
  let lines: Cell[][] = [columns.map(([name]) => csvCell(name))];
  for (const row of rows) {
    lines.push(columns.map(([, cell]) => csvCell(cell(row))));
    if (lines.length < ROWS_PER_PIECE) continue;
    yield textOfLines(lines);
    lines = [];
  }
  if (lines.length > 0) yield textOfLines(lines);
}

/**
 * A cell as files have it. A spreadsheet would compute a text that begins as a formula does (a swept file name `=1+1.svm`), so that one gets a
 * `'` before it, as one that looks so already does; numbers, and quantities such as `-5 ms`, are as they are.
 */
export function csvCell(cell: Cell): Cell {
  if (typeof cell !== 'string' || !/^'*[=+\-@\t\r]/.test(cell)) return cell;
  const isQuantity = isDecimal(cell) || isUnit(splitQuantity(cell)?.[1] ?? '');
  return isQuantity ? cell : `'${cell}`;
}

/** The same in one. */
export function csvText<Row>(columns: Columns<Row>, rows: Iterable<Row>): string {
  return [...csvPieces(columns, rows)].join('');
}

function textOfLines(lines: Cell[][]): string {
  return stringify(lines, { cast: { boolean: String, number: String }, record_delimiter: '\n' });
}

/** The same cells with their names, for JSON: what JSON cannot say (an empty cell, NaN, Infinity) becomes null. */
export function recordOf<Row>(
  columns: Columns<Row>,
  row: Row,
): Record<string, string | number | boolean | null> {
  return Object.fromEntries(columns.map(([name, cell]) => [name, jsonCell(cell(row))]));
}

function jsonCell(cell: Cell): string | number | boolean | null {
  if (cell === undefined || (typeof cell === 'number' && !Number.isFinite(cell))) return null;
  return cell;
}

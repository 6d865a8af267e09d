import { parse } from 'csv-parse/browser/esm/sync';
import { InputError } from '../../base/errors.ts';
import { numberProblem } from '../../base/offending-text.ts';
import { suggestionFor } from '../../base/suggest.ts';

/** What is asked of the numbers of a column. */
export interface ColumnBounds {
  readonly above?: number;
  readonly min?: number;
  readonly integer?: boolean;
}

/** A small CSV file (RFC 4180; blank lines and those that begin with # passed over) with named columns, all of it in memory. */
export class CsvTable {
  readonly file: string;
  readonly columns: readonly string[];
  readonly #records: readonly (readonly string[])[];
  /** On which line of the file each record ends. */
  readonly #lines: readonly number[];

  /** @throws InputError where the text is no CSV, names a column twice or has a row of another length. */
  constructor(text: string, file: string) {
    this.file = file;
    const all = recordsIn(text, file);
    const [header, ...rows] = all;
    if (!header) throw new InputError({ file, message: 'no line that names the columns' });
    this.columns = header.record.map((name) => name.trim());
    const twice = this.columns.find((name, k) => name !== '' && this.columns.indexOf(name) !== k);
    if (twice) throw this.problem(`the column ${twice} is named twice`, { line: header.line });
    if (rows.length === 0) throw new InputError({ file, message: 'no rows', allowed: 'at least one' });
    for (const { record, line } of rows) {
      if (record.length === this.columns.length) continue;
      const message = `${record.length} fields where the first line names ${this.columns.length}`;
      throw this.problem(message, { line });
    }
    this.#records = rows.map(({ record }) => record);
    this.#lines = rows.map(({ line }) => line);
  }

  get length(): number {
    return this.#records.length;
  }

  has(column: string): boolean {
    return this.columns.includes(column);
  }

  /**
   * The numbers of a column. [rows]
   * @throws InputError where there is no such column, or a value is no number within the bounds.
   */
  numbers(column: string, { above, min, integer = false }: ColumnBounds = {}): Float64Array {
    const field = this.columns.indexOf(column);
    if (field < 0) throw this.#missing(column);
    return Float64Array.from(this.#records, (record, row) => {
      const text = record[field]!.trim();
      const problem = text === '' ? 'nothing' : numberProblem(text);
      const value = Number(text);
      const isWithin = (above === undefined || value > above) && (min === undefined || value >= min);
      if (problem === undefined && isWithin && (!integer || Number.isSafeInteger(value))) return value;
      const bound = above !== undefined ? ` > ${above}` : min !== undefined ? ` >= ${min}` : '';
      const allowed = `${integer ? 'a whole number' : 'a number'}${bound}`;
      throw this.problem(`${column}: ${problem ?? text}`, { line: this.#lines[row]!, allowed });
    });
  }

  /** Something wrong with the file. */
  problem(message: string, where: { readonly line: number; readonly allowed?: string }): InputError {
    return new InputError({ file: this.file, message, ...where });
  }

  /** The line on which a row ends. */
  lineOf(row: number): number {
    return this.#lines[row]!;
  }

  #missing(column: string): InputError {
    const named = this.columns.filter((name) => name !== '');
    const meant = suggestionFor(column, named);
    return new InputError({
      file: this.file,
      message: `no column ${column}`,
      allowed: named.join(', '),
      ...(meant && { hint: `did you mean ${meant}?` }),
    });
  }
}

interface CutRecord {
  readonly record: readonly string[];
  readonly line: number;
}

function recordsIn(text: string, file: string): readonly CutRecord[] {
  try {
    const cut = parse(text, {
      bom: true,
      comment: '#',
      comment_no_infix: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as readonly { readonly record: string[]; readonly info: { readonly lines: number } }[];
    return cut.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const lines = 'lines' in error ? { line: Number(error.lines) } : {};
    throw new InputError({
      file,
      ...lines,
      message: 'a quote in the middle of a field, or one that is never closed',
      allowed: 'fields in double quotes as a whole, quotes within doubled',
    });
  }
}

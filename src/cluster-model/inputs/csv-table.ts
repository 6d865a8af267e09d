import { parse } from 'csv-parse/browser/esm/sync';
import { csvForm, csvProblem, namesInComment } from '../../base/csv-text.ts';
import { InputError } from '../../base/errors.ts';
import { isDecimal, numberProblem } from '../../base/offending-text.ts';
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
    if (this.columns.every(isDecimal)) {
      const allowed = 'a line with the names of the columns, or such a comment right above the first row';
      throw this.problem('the first line names no columns', { line: header.line, allowed });
    }
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

/** The records of a text; the first names the columns, wherever in the file the names stand. */
function recordsIn(text: string, file: string): readonly CutRecord[] {
  const cut: CutRecord[] = [];
  try {
    parse(text, {
      ...csvForm,
      on_record: (record: string[], { lines }) => {
        cut.push({ record, line: lines });
        return null;
      },
    });
  } catch (error) {
    const problem = csvProblem(error, cut.at(-1)?.line ?? 0);
    throw problem ? new InputError({ file, ...problem }) : error;
  }
  const [first] = cut;
  const names = first && namesInComment(first.record, first.line, text);
  return names ? [{ record: names, line: first.line - 1 }, ...cut] : cut;
}

import { parse } from 'csv-parse/browser/esm/sync';
import { csvForm, csvProblem, namesInComment } from '../../base/csv-text.ts';
import { InputError, type Problem } from '../../base/errors.ts';
import { isDecimal, numberProblem, shownText } from '../../base/offending-text.ts';
import { suggestionFor } from '../../base/suggest.ts';
import { delimiterOf } from './delimiter.ts';
import { type Instant, readInstant } from './instants.ts';

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
  readonly #headerLine: number;

  /** @throws InputError where the text is no CSV, names a column twice or has a row of another length. */
  constructor(text: string, file: string) {
    this.file = file;
    const all = recordsIn(text, file);
    const [header, ...rows] = all;
    if (!header) throw new InputError({ file, message: 'no line that names the columns' });
    this.#headerLine = header.line;
    this.columns = header.record.map((name) => name.trim());
    if (this.columns.length === 1) {
      const message = `one column, ${shownText(this.columns[0]!)}`;
      const allowed = 'two or more, separated by commas, semicolons or tabs';
      throw this.problem(message, { line: header.line, allowed });
    }
    if (this.columns.every(isDecimal)) {
      const allowed = 'a line with the names of the columns, or such a comment right above the first row';
      throw this.problem('the first line names no columns', { line: header.line, allowed });
    }
    const twice = this.columns.find((name, k) => name !== '' && this.columns.indexOf(name) !== k);
    if (twice) throw this.problem(`the column ${twice} is named twice`, { line: header.line });
    if (rows.length === 0) throw new InputError({ file, message: 'no rows', allowed: 'at least one' });
    for (const { record, line } of rows) {
      if (record.length === this.columns.length) continue;
      const message = record.length === 1 ? '1 field' : `${record.length} fields`;
      throw this.problem(message, { line, allowed: `${this.columns.length}, as the first line has` });
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
    if (field < 0) throw this.missing(column);
    return Float64Array.from(this.#records, (record, row) => {
      const text = record[field]!.trim();
      const problem = text === '' ? 'nothing' : numberProblem(text);
      const value = Number(text);
      const isWithin = (above === undefined || value > above) && (min === undefined || value >= min);
      if (problem === undefined && isWithin && (!integer || Number.isSafeInteger(value))) return value;
      const bound = above !== undefined ? ` > ${above}` : min !== undefined ? ` >= ${min}` : '';
      const allowed = `${integer ? 'a whole number' : 'a number'}${bound}`;
      const hint = /^[+-]?\d+,\d+$/.test(text) ? { hint: 'decimals are written with a point' } : {};
      throw this.problem(`${column}: ${problem ?? text}`, { line: this.#lines[row]!, allowed, ...hint });
    });
  }

  /**
   * The words of a column. [rows]
   * @throws InputError where there is no such column, or a row has nothing there.
   */
  texts(column: string): readonly string[] {
    const field = this.columns.indexOf(column);
    if (field < 0) throw this.missing(column);
    return this.#records.map((record, row) => {
      const text = record[field]!.trim();
      if (text !== '') return text;
      throw this.problem(`${column}: nothing`, { line: this.#lines[row]! });
    });
  }

  /**
   * The instants of a column: all of them numbers, or all calendar times. [rows]
   * @throws InputError where there is no such column, or a value is something else.
   */
  instants(column: string): readonly Instant[] {
    let isCalendar: boolean | undefined;
    return this.texts(column).map((text, row) => {
      const instant = readInstant(text);
      isCalendar ??= instant?.isCalendar;
      if (instant && instant.isCalendar === isCalendar) return instant;
      const allowed = instant
        ? 'all numbers, or all calendar times'
        : 'a number, or a time such as 2019-05-14T00:00:05Z';
      throw this.problem(`${column}: ${shownText(text)}`, { line: this.#lines[row]!, allowed });
    });
  }

  /** A remark on the columns that are not among `read`, if there are any. */
  unreadBeside(read: readonly string[]): readonly Problem[] {
    const unread = this.columns.filter((name) => name !== '' && !read.includes(name));
    if (unread.length === 0) return [];
    const message = `nothing reads the column${unread.length === 1 ? '' : 's'} ${unread.join(', ')}`;
    return [{ file: this.file, line: this.#headerLine, message }];
  }

  /** Something wrong with the file. */
  problem(message: string, where: Omit<Problem, 'file' | 'message'>): InputError {
    return new InputError({ file: this.file, message, ...where });
  }

  /** The line on which a row ends. */
  lineOf(row: number): number {
    return this.#lines[row]!;
  }

  /** The error of a column that is not there; `hint` is said where no other name is near. */
  missing(column: string, hint?: string): InputError {
    const named = this.columns.filter((name) => name !== '');
    const meant = suggestionFor(column, named);
    const help = meant ? `did you mean ${meant}?` : hint;
    return this.problem(`no column ${column}`, { allowed: named.join(', '), ...(help && { hint: help }) });
  }
}

interface CutRecord {
  readonly record: readonly string[];
  readonly line: number;
}

/** The records of a text; the first names the columns, wherever in the file the names stand. */
function recordsIn(text: string, file: string): readonly CutRecord[] {
  const cut: CutRecord[] = [];
  const delimiter = delimiterOf(text);
  try {
    parse(text, {
      ...csvForm,
      delimiter,
      trim: delimiter !== '\t', // an empty field between tabs is one
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
  const names = first && namesInComment(first.record, first.line, text, delimiter);
  return names ? [{ record: names, line: first.line - 1 }, ...cut] : cut;
}

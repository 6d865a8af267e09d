import type { CsvError, OptionsNormalized } from 'csv-parse';
import { parse } from 'csv-parse/browser/esm/sync';
import { InputError, type Problem } from '../../base/errors.ts';
import { type CsvContext, CsvTable } from './csv.ts';

/** Characters of the longest record that is read: what follows a quote that is never closed must not fill the memory. */
const MAX_RECORD_SIZE = 1 << 26;

/** Hands the records of CSV text (RFC 4180; blank lines passed over) to a table, whoever cuts the text into them. */
export class CsvRecords {
  readonly #table: CsvTable;
  readonly #file: string;
  #lastLine = 0;

  /** `file`: its name, for messages. */
  constructor(table: CsvTable, file: string) {
    this.#table = table;
    this.#file = file;
  }

  /** How csv-parse is to cut. */
  get options(): Partial<OptionsNormalized<string[]>> {
    return {
      bom: true,
      relax_column_count: true, // the table says better what is wrong with a row
      skip_empty_lines: true,
      trim: true,
      max_record_size: MAX_RECORD_SIZE,
      on_record: (record, { lines }) => {
        this.#table.add(record, lines);
        this.#lastLine = lines;
        return null;
      },
    };
  }

  /** What csv-parse finds wrong with the text, as bad input; any other error as it is. */
  problem(error: unknown): unknown {
    return isCsvError(error)
      ? new InputError({ file: this.#file, ...csvProblem(error, this.#lastLine) })
      : error;
  }
}

/** A table of the whole text of a file. @throws InputError where it is not as it should be. */
export function csvTable(bytes: Uint8Array, context: CsvContext): CsvTable {
  const table = new CsvTable(context);
  const records = new CsvRecords(table, context.file);
  try {
    parse(new TextDecoder().decode(bytes), records.options);
  } catch (error) {
    throw records.problem(error);
  }
  return table;
}

function isCsvError(error: unknown): error is CsvError {
  return (
    error instanceof Error && 'code' in error && /^(CSV_|INVALID_OPENING_QUOTE)/.test(String(error.code))
  );
}

/** `lastLine`: where the last whole record ended; a record that never ends began on the next. */
function csvProblem(error: CsvError, lastLine: number): Omit<Problem, 'file'> {
  const allowed = 'fields in double quotes as a whole, quotes within doubled';
  const line = lastLine + 1;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return { line, message: 'a quote is opened and never closed', allowed };
  }
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return { line, message: `a record of more than ${MAX_RECORD_SIZE} characters`, allowed };
  }
  return { line: Number(error.lines), message: 'a quote in the middle of a field', allowed };
}

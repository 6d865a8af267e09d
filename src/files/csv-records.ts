import { pipeline } from 'node:stream/promises';
import { type CsvError, parse } from 'csv-parse';
import { InputError, type Problem } from '../base/errors.ts';
import type { CsvTable } from '../workloads/formats/csv.ts';
import type { Consumer } from './data-file.ts';

/** Characters of the longest record that is read: what follows a quote that is never closed must not fill the memory. */
const MAX_RECORD_SIZE = 1 << 26;

/** Cuts CSV text (RFC 4180; blank lines passed over) into records for `table`. `file`: its name, for messages. */
export function csvConsumer(file: string, table: CsvTable): Consumer {
  return async (contents) => {
    let lastLine = 0;
    const parser = parse({
      bom: true,
      relax_column_count: true, // the table says better what is wrong with a row
      skip_empty_lines: true,
      trim: true,
      max_record_size: MAX_RECORD_SIZE,
      on_record: (record: string[], { lines }) => {
        table.add(record, lines);
        lastLine = lines;
        return null;
      },
    });
    parser.resume();
    try {
      await pipeline(contents, parser);
    } catch (error) {
      throw isCsvError(error) ? new InputError({ file, ...csvProblem(error, lastLine) }) : error;
    }
  };
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

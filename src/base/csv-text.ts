import type { CsvError, Options } from 'csv-parse';
import { parse } from 'csv-parse/browser/esm/sync';
import type { Problem } from './errors.ts';
import { isDecimal } from './offending-text.ts';

/** Characters of the longest record that is read: what follows a quote that is never closed must not fill the memory. */
const MAX_RECORD_SIZE = 1 << 24;

/** How csv-parse cuts every CSV text that is read: RFC 4180, lines that end in LF, CR LF or CR, blank lines and # comments passed over. */
export const csvForm: Options<string[]> = {
  bom: true,
  comment: '#',
  comment_no_infix: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true, // the reader says better what is wrong with a row
  skip_empty_lines: true,
  trim: true,
  max_record_size: MAX_RECORD_SIZE,
};

/**
 * Describes what csv-parse finds wrong with a text; undefined for any other error. `lastLine`: where the last whole record ended; a record
 * that never ends began on the next.
 */
export function csvProblem(error: unknown, lastLine: number): Omit<Problem, 'file'> | undefined {
  if (!isCsvError(error)) return undefined;
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

function isCsvError(error: unknown): error is CsvError {
  return (
    error instanceof Error && 'code' in error && /^(CSV_|INVALID_OPENING_QUOTE)/.test(String(error.code))
  );
}

/**
 * The names of columns in the comment right above the first record, as numpy's savetxt writes them (`# worker,clock`); undefined where that
 * record names the columns itself, which it does unless one of its fields is a number, and where no comment names as many.
 * `text`: the file up to that record at least; `line`: the line of the record.
 */
export function namesInComment(
  first: readonly string[],
  line: number,
  text: string,
  delimiter = ',',
): readonly string[] | undefined {
  if (!first.some(isDecimal)) return undefined;
  const above = text.split(/\r\n|\n|\r/, line - 1).findLast((words) => words.trim() !== '');
  const comment = above && /^\uFEFF?\s*#+(.*)$/.exec(above)?.[1];
  if (!comment) return undefined;
  const names = fieldsOf(comment, delimiter);
  return names?.length === first.length && !names.includes('') ? names : undefined;
}

function fieldsOf(line: string, delimiter: string): readonly string[] | undefined {
  try {
    return (parse(line, { ...csvForm, bom: false, delimiter }) as string[][])[0];
  } catch {
    return undefined; // prose, with a quote in it
  }
}

import type { Options } from 'csv-parse';
import { parse } from 'csv-parse/browser/esm/sync';
import { csvForm, csvProblem, namesInComment } from '../../base/csv-text.ts';
import { InputError } from '../../base/errors.ts';
import { refuseZeroByte } from '../../base/text-bytes.ts';
import { type CsvContext, CsvTable } from './csv.ts';

/** Bytes at the beginning of a file among which a comment with the names of the columns is looked for. */
const HEAD_BYTES = 1 << 16;

/** Hands the records of CSV text (see `csvForm`) to a table, whoever cuts the text into them. */
export class CsvRecords {
  readonly #table: CsvTable;
  readonly #file: string;
  readonly #decoder = new TextDecoder();
  #head = '';
  #headBytes = 0;
  /** 0 before the first record. */
  #lastLine = 0;

  /** `file`: its name, for messages. */
  constructor(table: CsvTable, file: string) {
    this.#table = table;
    this.#file = file;
  }

  /** How csv-parse is to cut. */
  get options(): Options<string[]> {
    return {
      ...csvForm,
      on_record: (record, { lines }) => {
        if (this.#lastLine === 0) this.#begin(record, lines);
        this.#table.add(record, lines);
        this.#lastLine = lines;
        return null;
      },
    };
  }

  /** Looks at bytes of the file before csv-parse does. @throws InputError where they are no text. */
  see(bytes: Uint8Array): void {
    refuseZeroByte(bytes, this.#file);
    if (this.#headBytes >= HEAD_BYTES) return;
    const part = bytes.subarray(0, HEAD_BYTES - this.#headBytes);
    this.#head += this.#decoder.decode(part, { stream: true });
    this.#headBytes += part.length;
  }

  /** What csv-parse finds wrong with the text, as bad input; any other error as it is. */
  problem(error: unknown): unknown {
    const problem = csvProblem(error, this.#lastLine);
    return problem ? new InputError({ file: this.#file, ...problem }) : error;
  }

  /** Names the columns as a comment does, where the first record does not. */
  #begin(first: readonly string[], line: number): void {
    const names = this.#table.isHeader(first) ? undefined : namesInComment(first, line, this.#head);
    if (names) this.#table.add(names, line - 1);
  }
}

/** A table of the whole text of a file. @throws InputError where it is not as it should be. */
export function csvTable(bytes: Uint8Array, context: CsvContext): CsvTable {
  const table = new CsvTable(context);
  const records = new CsvRecords(table, context.file);
  records.see(bytes);
  try {
    parse(new TextDecoder().decode(bytes), records.options);
  } catch (error) {
    throw records.problem(error);
  }
  return table;
}

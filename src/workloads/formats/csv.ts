import { InputError, type Problem } from '../../base/errors.ts';
import { isDecimal, numberProblem, shownText } from '../../base/offending-text.ts';
import type { DataSet } from '../data-set.ts';
import { type CsvLayout, csvLayout } from './csv-header.ts';
import type { ParserContext } from './data-parser.ts';
import { wordHint } from './label-names.ts';
import { grown } from './row-collector.ts';

/** What a table is told. */
export interface CsvContext extends ParserContext {
  /** Name of the label column. */
  readonly label: string;
  /** The feature columns that are wanted, in this order (those of the training file); otherwise all but the label, in the file's. */
  readonly columns?: readonly string[];
  /** Columns that are neither label nor features, by name or by position from 1. */
  readonly ignore?: readonly (string | number)[];
}

/**
 * Records of a CSV file as dense rows: the first names the columns, one of them is the label, all hold finite numbers. Quotes and line
 * ends are the business of whoever cuts the text into records.
 */
export class CsvTable {
  readonly #context: CsvContext;
  #layout: CsvLayout | undefined;
  #rows = 0;
  #labels = new Float64Array(1024);
  #values = new Float64Array(4096);

  constructor(context: CsvContext) {
    this.#context = context;
  }

  /** Names of the features. [features] */
  get columns(): readonly string[] {
    return this.#layout?.columns ?? [];
  }

  /** Whether a record names the label, so that it is the one that names the columns. */
  isHeader(fields: readonly string[]): boolean {
    return namesOf(fields).includes(this.#context.label);
  }

  /** The next record, which ends on `line`. The first one names the columns. */
  add(fields: readonly string[], line: number): void {
    if (this.#layout) this.#readRow(fields, line, this.#layout);
    else this.#layout = csvLayout(namesOf(fields), this.#context, line);
  }

  finish(): DataSet {
    if (this.#layout === undefined) this.#refuse({ message: 'no line that names the columns' });
    if (this.#rows === 0) this.#refuse({ message: 'no examples', allowed: 'at least one' });
    const features = this.#layout.columns.length;
    return {
      rows: this.#rows,
      features,
      labels: this.#labels.slice(0, this.#rows),
      examples: { kind: 'dense', values: this.#values.slice(0, this.#rows * features) },
    };
  }

  #readRow(fields: readonly string[], line: number, layout: CsvLayout): void {
    const { fieldCount, labelField, columns, featureFields } = layout;
    if (fields.length !== fieldCount) this.#refuseLength(fields.length, fieldCount, line);
    const features = columns.length;
    const start = this.#rows * features;
    if (this.#rows === this.#labels.length) this.#labels = grown(this.#labels, 2 * this.#rows);
    if (start + features > this.#values.length) {
      this.#values = grown(this.#values, Math.max(start + features, 2 * this.#values.length));
    }
    this.#labels[this.#rows] = this.#label(fields[labelField]!.trim(), line);
    for (let k = 0; k < features; k++) {
      this.#values[start + k] = this.#number(fields[featureFields[k]!]!.trim(), columns[k]!, line, () => ({
        hint: `ignore: [${columns[k]}] under workload.data leaves the column out`,
      }));
    }
    this.#rows++;
  }

  #refuseLength(found: number, wanted: number, line: number): never {
    const isFirst = this.#rows === 0 && found === wanted + 1;
    this.#refuse({
      line,
      message: found === 1 ? '1 field' : `${found} fields`,
      allowed: `${wanted}, as the first line has`,
      ...(isFirst && {
        hint: 'if R wrote row names, which have no column name, write with row.names = FALSE',
      }),
    });
  }

  #label(text: string, line: number): number {
    const { label, labelNames } = this.#context;
    if (!labelNames) return this.#number(text, label, line, wordHint);
    const number = labelNames.numberOf(text);
    if (number !== undefined) return number;
    const { message, ...advice } = labelNames.problem(text);
    this.#refuse({ line, message: `column ${shownText(label)}: ${message}`, ...advice });
  }

  /** `hintFor`: what may help where something else stands for the number. */
  #number(
    text: string,
    column: string,
    line: number,
    hintFor: (text: string) => Pick<Problem, 'hint'>,
  ): number {
    const value = isDecimal(text) ? Number(text) : Number.NaN;
    if (Number.isFinite(value)) return value;
    const wrong = text === '' ? 'no value' : numberProblem(text)!;
    const hint = wrong.endsWith('is not a number') ? hintFor(text) : {};
    this.#refuse({
      line,
      message: `column ${shownText(column)}: ${wrong}`,
      allowed: 'a finite number',
      ...hint,
    });
  }

  #refuse(problem: Omit<Problem, 'file'>): never {
    throw new InputError({ file: this.#context.file, ...problem });
  }
}

function namesOf(fields: readonly string[]): readonly string[] {
  return fields.map((field) => field.trim());
}

import { InputError, type Problem } from '../../base/errors.ts';
import { isDecimal, numberProblem, shownText } from '../../base/offending-text.ts';
import { suggestionFor } from '../../base/suggest.ts';
import type { DataSet } from '../data-set.ts';
import type { ParserContext } from './data-parser.ts';
import { grown } from './row-collector.ts';

/** What a table is told. */
export interface CsvContext extends ParserContext {
  /** Name of the label column. */
  readonly label: string;
  /** The feature columns that are wanted, in this order (those of the training file); otherwise all but the label, in the file's. */
  readonly columns?: readonly string[];
}

/**
 * Records of a CSV file as dense rows: the first names the columns, one of them is the label, all hold finite numbers. Quotes and line
 * ends are the business of whoever cuts the text into records.
 */
export class CsvTable {
  readonly #context: CsvContext;
  #columns: readonly string[] | undefined;
  #fieldCount = 0;
  #labelField = 0;
  /** Field of each feature. [features] */
  #featureFields: readonly number[] = [];
  #rows = 0;
  #labels = new Float64Array(1024);
  #values = new Float64Array(4096);

  constructor(context: CsvContext) {
    this.#context = context;
  }

  /** Names of the features. [features] */
  get columns(): readonly string[] {
    return this.#columns ?? [];
  }

  /** The next record, which ends on `line`. The first one names the columns. */
  add(fields: readonly string[], line: number): void {
    if (this.#columns === undefined) this.#readHeader(fields, line);
    else this.#readRow(fields, line);
  }

  finish(): DataSet {
    if (this.#columns === undefined) this.#refuse({ message: 'no line that names the columns' });
    if (this.#rows === 0) this.#refuse({ message: 'no examples', allowed: 'at least one' });
    const features = this.#featureFields.length;
    return {
      rows: this.#rows,
      features,
      labels: this.#labels.slice(0, this.#rows),
      examples: { kind: 'dense', values: this.#values.slice(0, this.#rows * features) },
    };
  }

  #readHeader(fields: readonly string[], line: number): void {
    const names = fields.map((field) => field.trim());
    const { label, columns, maxFeatures } = this.#context;
    this.#refuseBadHeader(names, line);
    this.#fieldCount = names.length;
    this.#labelField = names.indexOf(label);
    const features = names.filter((name) => name !== label);
    if (features.length > maxFeatures) {
      const hint = 'if it is meant, set maxFeatures under workload.data to at least that';
      this.#refuse({ line, message: `${features.length} features`, allowed: `1 to ${maxFeatures}`, hint });
    }
    if (columns !== undefined) this.#refuseOtherColumns(features, columns, line);
    this.#columns = columns ?? features;
    this.#featureFields = this.#columns.map((name) => names.indexOf(name));
  }

  #refuseBadHeader(names: readonly string[], line: number): void {
    const { label } = this.#context;
    const twice = names.find((name, k) => names.indexOf(name) !== k);
    if (twice !== undefined) {
      this.#refuse({
        line,
        message: `two columns are called ${shownText(twice)}`,
        allowed: 'each name once',
      });
    }
    if (!names.includes(label)) {
      this.#refuse({
        line,
        message: `no column is called ${shownText(label)}`,
        ...headerAdvice(label, names),
      });
    }
    if (names.length === 1) {
      this.#refuse({
        line,
        message: `no column besides the label ${label}`,
        allowed: 'at least one feature',
      });
    }
  }

  #refuseOtherColumns(features: readonly string[], wanted: readonly string[], line: number): void {
    const allowed = 'the columns of the training file, in any order';
    const missing = wanted.find((name) => !features.includes(name));
    if (missing !== undefined) this.#refuse({ line, message: `no column is called ${missing}`, allowed });
    const extra = features.find((name) => !wanted.includes(name));
    if (extra !== undefined) this.#refuse({ line, message: `column ${extra} is new`, allowed });
  }

  #readRow(fields: readonly string[], line: number): void {
    if (fields.length !== this.#fieldCount) {
      this.#refuse({
        line,
        message: fields.length === 1 ? '1 field' : `${fields.length} fields`,
        allowed: `${this.#fieldCount}, as the first line has`,
      });
    }
    const features = this.#featureFields.length;
    const start = this.#rows * features;
    if (this.#rows === this.#labels.length) this.#labels = grown(this.#labels, 2 * this.#rows);
    if (start + features > this.#values.length) {
      this.#values = grown(this.#values, Math.max(start + features, 2 * this.#values.length));
    }
    this.#labels[this.#rows] = this.#number(fields[this.#labelField]!, this.#context.label, line);
    for (let k = 0; k < features; k++) {
      this.#values[start + k] = this.#number(fields[this.#featureFields[k]!]!, this.#columns![k]!, line);
    }
    this.#rows++;
  }

  #number(field: string, column: string, line: number): number {
    const text = field.trim();
    const value = isDecimal(text) ? Number(text) : Number.NaN;
    if (Number.isFinite(value)) return value;
    const allowed = 'a finite number';
    const wrong = text === '' ? 'no value' : numberProblem(text);
    const isWord = column === this.#context.label && text !== '' && !isDecimal(text);
    const hint = isWord ? { hint: 'classes are numbered: 0, 1, 2, …' } : {};
    this.#refuse({ line, message: `column ${shownText(column)}: ${wrong}`, allowed, ...hint });
  }

  #refuse(problem: Omit<Problem, 'file'>): never {
    throw new InputError({ file: this.#context.file, ...problem });
  }
}

/** What may help when the label is not among the names. */
function headerAdvice(label: string, names: readonly string[]): Pick<Problem, 'allowed' | 'hint'> {
  const listed = names.slice(0, 12).map(shownText).join(', ');
  const allowed = `one of ${listed}${names.length > 12 ? `, … (${names.length} columns)` : ''}`;
  const separator = names.length === 1 ? /[;\t|]/.exec(names[0]!)?.[0] : undefined;
  if (separator) {
    return {
      allowed,
      hint: `columns must be separated by commas, not by ${separator === '\t' ? 'tabs' : separator}`,
    };
  }
  if (names.every(isDecimal)) return { allowed, hint: 'the first line must name the columns' };
  const meant = suggestionFor(label, names);
  return meant ? { allowed, hint: `did you mean ${meant}?` } : { allowed };
}

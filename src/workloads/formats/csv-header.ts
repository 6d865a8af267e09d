import { InputError, type Problem } from '../../base/errors.ts';
import { isDecimal, shownText } from '../../base/offending-text.ts';
import { suggestionFor } from '../../base/suggest.ts';
import type { CsvContext } from './csv.ts';

/** Where in a record label and features stand. */
export interface CsvLayout {
  /** Fields of every record. */
  readonly fieldCount: number;
  readonly labelField: number;
  /** Names of the features. [features] */
  readonly columns: readonly string[];
  /** The field of each feature. [features] */
  readonly featureFields: readonly number[];
}

/** Reads the record that names the columns. `line`: where it ends. @throws InputError where the names are not as they should be. */
export function csvLayout(names: readonly string[], context: CsvContext, line: number): CsvLayout {
  const refuse: Refuse = (problem) => {
    throw new InputError({ file: context.file, line, ...problem });
  };
  const { label, columns: wanted } = context;
  if (!names.includes(label)) {
    refuse({ message: `no column is called ${shownText(label)}`, ...headerAdvice(label, names) });
  }
  const ignored = ignoredFields(names, context, refuse);
  const fields = [...names.keys()].filter((field) => !ignored.has(field));
  for (const field of fields) refuseUnfitName(field, names, fields, refuse);
  const features = fields.map((field) => names[field]!).filter((name) => name !== label);
  refuseUnfitCount(features.length, context, refuse);
  if (wanted !== undefined) refuseOtherColumns(features, wanted, refuse);
  const columns = wanted ?? features;
  const fieldOf = (name: string) => fields.find((field) => names[field] === name)!;
  return {
    fieldCount: names.length,
    labelField: fieldOf(label),
    columns,
    featureFields: columns.map(fieldOf),
  };
}

type Refuse = (problem: Omit<Problem, 'file' | 'line'>) => never;

/** The fields that `ignore` names, by a name or by a position from 1. */
function ignoredFields(
  names: readonly string[],
  { label, columns, ignore = [] }: CsvContext,
  refuse: Refuse,
): ReadonlySet<number> {
  const path = 'workload.data.ignore';
  const ignored = new Set<number>();
  for (const column of ignore) {
    const fields =
      typeof column === 'number'
        ? [column - 1].filter((field) => field < names.length)
        : [...names.keys()].filter((field) => names[field] === column);
    if (fields.some((field) => names[field] === label)) {
      refuse({ path, message: `${column} is the column of labels`, allowed: 'other columns' });
    }
    // A test file need not have what the training file has beside its features, nor have it in the same place.
    if (fields.length === 0 && !columns) refuse({ path, ...notThere(column, names) });
    for (const field of fields) if (!columns?.includes(names[field]!)) ignored.add(field);
  }
  return ignored;
}

function notThere(column: string | number, names: readonly string[]): Pick<Problem, 'message' | 'allowed'> {
  if (typeof column === 'string') {
    return { message: `no column is called ${shownText(column)}`, ...nameAdvice(column, names) };
  }
  return { message: `there is no column ${column}`, allowed: `1 to ${names.length}` };
}

/** Names under which weights of examples are kept; a plain `weight` may be a property of what is described. */
const WEIGHTS = /^(sample|instance|example|case|observation)[ _.-]?weights?$/i;

function refuseUnfitName(
  field: number,
  names: readonly string[],
  fields: readonly number[],
  refuse: Refuse,
): void {
  const name = names[field]!;
  const position = field + 1;
  // pandas calls a column without a name so when it writes a table again that it has read.
  if (name === '' || /^Unnamed: \d+$/.test(name)) {
    refuse({
      message: `column ${position} has no name${name === '' ? '' : ` (${name} is what pandas calls that)`}`,
      allowed: 'a name for every feature',
      hint: `if it is an index, set ignore: [${position}] under workload.data, or write the file without it (pandas: index=False)`,
    });
  }
  if (fields.some((other) => other < field && names[other] === name)) {
    refuse({
      message: `two columns are called ${shownText(name)}`,
      allowed: 'each name once',
      hint: `ignore: [${position}] under workload.data leaves out the second`,
    });
  }
  if (WEIGHTS.test(name)) {
    refuse({
      message: `column ${name}: instance weights are not supported`,
      allowed: 'examples that all count alike',
      hint: `ignore: [${name}] under workload.data leaves them out`,
    });
  }
}

function refuseUnfitCount(features: number, { label, maxFeatures }: CsvContext, refuse: Refuse): void {
  if (features === 0) {
    refuse({ message: `no column besides the label ${label}`, allowed: 'at least one feature' });
  }
  if (features > maxFeatures) {
    const hint = 'if it is meant, set maxFeatures under workload.data to at least that';
    refuse({ message: `${features} features`, allowed: `1 to ${maxFeatures}`, hint });
  }
}

function refuseOtherColumns(features: readonly string[], wanted: readonly string[], refuse: Refuse): void {
  const allowed = 'the columns of the training file, in any order';
  const missing = wanted.find((name) => !features.includes(name));
  if (missing !== undefined) refuse({ message: `no column is called ${missing}`, allowed });
  const extra = features.find((name) => !wanted.includes(name));
  if (extra !== undefined) refuse({ message: `column ${extra} is new`, allowed });
}

/** What may help when the label is not among the names. */
function headerAdvice(label: string, names: readonly string[]): Pick<Problem, 'allowed' | 'hint'> {
  const { allowed, hint } = nameAdvice(label, names);
  const separator = names.length === 1 ? /[;\t|]| (?=\S)/.exec(names[0]!)?.[0] : undefined;
  if (separator) {
    const named = separator === '\t' ? 'tabs' : separator === ' ' ? 'blanks' : separator;
    return { allowed, hint: `columns must be separated by commas, not by ${named}` };
  }
  if (names.every(isDecimal)) return { allowed, hint: 'the first line must name the columns' };
  const meant = hint ?? usualLabel(names);
  return meant ? { allowed, hint: meant } : { allowed };
}

/** Names of which all are listed; of more, the first and the last, where labels mostly are. */
const LISTED = 12;

function nameAdvice(wanted: string, names: readonly string[]): { allowed: string; hint?: string } {
  const shown = names.map(shownText);
  const listed =
    names.length <= LISTED
      ? shown.join(', ')
      : `${shown.slice(0, 6).join(', ')}, …, ${shown.slice(-3).join(', ')} (${names.length} columns)`;
  const meant = similarName(wanted, names);
  return { allowed: `one of ${listed}`, ...(meant && { hint: `did you mean ${meant}?` }) };
}

/** A name that is spelt much like the wanted one, or of which it is a part, or the other way round. */
function similarName(wanted: string, names: readonly string[]): string | undefined {
  const lower = wanted.toLowerCase();
  const equal = names.find((name) => name.toLowerCase() === lower);
  if (equal !== undefined || wanted.length < 2) return equal;
  const within = (name: string) => name.includes(lower) || lower.includes(name);
  return (
    suggestionFor(wanted, names) ??
    names.find((name) => Math.min(name.length, wanted.length) >= 3 && within(name.toLowerCase()))
  );
}

function usualLabel(names: readonly string[]): string | undefined {
  const usual = names.find((name) => /^(labels?|targets?|class(es)?|y|outcome|diagnosis)$/i.test(name));
  return usual && `did you mean ${usual}?`;
}

import type { InputFormat } from './input-files.ts';

/**
 * A small vocabulary in which a protocol, a rule, a straggler model, … describes its options.
 *
 * These are plain descriptions. The scenario checker, the JSON Schema, the table in the docs, `list` and the
 * contract tests are all made from them, so that an option is written down once, beside the code that reads it.
 */

/**
 * The quantity that a number measures: it decides the unit of a bare number and the units that a file may write. `drawn` stands in
 * the parameters of distributions for the quantity of the drawn value: `latency: { exponential: { mean: 2 ms } }`.
 */
export type Quantity = 'number' | 'seconds' | 'bytes' | 'bytesPerSecond' | 'perSecond' | 'ratio' | 'drawn';

/** A number, or a distribution such as `{ lognormal: { median: 1, sigma: 0.3 } }` from which it is drawn. */
export type Variate = number | { readonly [distribution: string]: unknown };

/** A column of a file, or several in their order. */
export type Columns = string | readonly string[];

/** The names, where there may be one or several or none. */
export function columnNames(columns: Columns | undefined): readonly string[] {
  return typeof columns === 'string' ? [columns] : (columns ?? []);
}

/** A number, with its unit and its bounds. */
export interface NumberShape {
  readonly kind: 'number';
  readonly quantity: Quantity;
  readonly integer?: boolean;
  readonly min?: number;
  readonly max?: number;
  /** The number must be above this. */
  readonly above?: number;
  /** The number must be below this. */
  readonly below?: number;
  /** Words accepted in place of a number: `unbounded`. */
  readonly words?: readonly string[];
  /** Whether a distribution may stand in its place. */
  readonly varies?: boolean;
}

/** One of some words. */
export interface ChoiceShape {
  readonly kind: 'choice';
  readonly values: readonly string[];
}

/** true or false. */
export interface FlagShape {
  readonly kind: 'flag';
}

/** A list of numbers. */
export interface ListShape {
  readonly kind: 'list';
  readonly of: NumberShape;
  readonly minLength: number;
}

/** Text of any kind: the name of a column. */
export interface TextShape {
  readonly kind: 'text';
  /** Describes the text: `the name of a column`. */
  readonly noun: string;
}

/** Names of columns of a file: one, or a list of them. */
export interface ColumnsShape {
  readonly kind: 'columns';
}

/** A formula in one variable, such as `1 + 0.5*sin(2*pi*t/600)`; numerics/expression.ts lists what it may contain. */
export interface ExpressionShape {
  readonly kind: 'expression';
  readonly variable: string;
  readonly example: string;
}

/** The name of a file, relative to the scenario's folder. */
export interface FileShape {
  readonly kind: 'file';
  readonly format: InputFormat;
}

/** The values that an option takes. */
export type OptionShape =
  | NumberShape
  | ChoiceShape
  | FlagShape
  | ListShape
  | TextShape
  | ColumnsShape
  | ExpressionShape
  | FileShape;

/** One option of a definition. `fallback` is its default; without one it must be given unless `optional`. */
export interface Option<T = unknown> {
  readonly description: string;
  readonly shape: OptionShape;
  readonly fallback?: T;
  readonly optional?: boolean;
  /** Never set; carries the type of the value. */
  readonly type?: T;
}

/** The options of a definition, by name. */
export type Options = Readonly<Record<string, Option>>;

/** The options that `create` receives: each with its value, defaults filled in. */
export type ValuesOf<O extends Options> = {
  readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never;
};

/** Anything that a registry holds: a name, a summary and a list of options. */
export interface Definition<O extends Options = Options> {
  /** Its name in scenario files: lower case, words joined by hyphens. */
  readonly name: string;
  /** One sentence for `list` and the docs. */
  readonly summary: string;
  /** The paper or book it comes from. */
  readonly reference?: string;
  readonly options: O;
}

/** The description and the default of an option. */
export type Described<T> = { readonly description: string; readonly default?: T };
/** The bounds of a number. */
export type Bounds = Omit<NumberShape, 'kind' | 'quantity' | 'varies' | 'words' | 'integer'>;

function option<T>(shape: OptionShape, { description, default: fallback }: Described<T>): Option<T> {
  return fallback === undefined ? { description, shape } : { description, shape, fallback };
}

/** A number in the unit of `quantity`. */
export function numberOption(given: Described<number> & Bounds & { quantity?: Quantity }): Option<number> {
  const { description: _, default: __, quantity = 'number', ...bounds } = given;
  return option<number>({ kind: 'number', quantity, ...bounds }, given);
}

/** A whole number. */
export function integerOption(given: Described<number> & Bounds): Option<number> {
  const { description: _, default: __, ...bounds } = given;
  return option<number>({ kind: 'number', quantity: 'number', integer: true, ...bounds }, given);
}

/** A whole number, or one of some words: `staleness: unbounded`. */
export function integerOrWord<const W extends string>(
  given: Described<number | W> & Bounds & { words: readonly W[] },
): Option<number | W> {
  const { description: _, default: __, ...bounds } = given;
  return option<number | W>({ kind: 'number', quantity: 'number', integer: true, ...bounds }, given);
}

/** A number or a distribution of it. */
export function variateOption(given: Described<Variate> & Bounds & { quantity?: Quantity }): Option<Variate> {
  const { description: _, default: __, quantity = 'number', ...bounds } = given;
  return option<Variate>({ kind: 'number', quantity, varies: true, ...bounds }, given);
}

/** One of a few words. */
export function choiceOption<const V extends string>(values: readonly V[], given: Described<V>): Option<V> {
  return option<V>({ kind: 'choice', values }, given);
}

/** true or false. */
export function flagOption(given: Described<boolean>): Option<boolean> {
  return option<boolean>({ kind: 'flag' }, given);
}

/** A list of numbers. */
export function listOption(
  given: Described<readonly number[]> & Bounds & { quantity?: Quantity; minLength?: number },
): Option<readonly number[]> {
  const { description: _, default: __, quantity = 'number', minLength = 1, ...bounds } = given;
  return option<readonly number[]>(
    { kind: 'list', of: { kind: 'number', quantity, ...bounds }, minLength },
    given,
  );
}

/** Text of any kind; `noun` says what. */
export function textOption({ noun, ...given }: Described<string> & { noun: string }): Option<string> {
  return option<string>({ kind: 'text', noun }, given);
}

/** One name of a column, or a list of names. */
export function columnsOption(given: Described<Columns>): Option<Columns> {
  return option<Columns>({ kind: 'columns' }, given);
}

/** A formula in one variable. */
export function expressionOption({
  variable,
  example,
  ...given
}: Described<string> & { variable: string; example: string }): Option<string> {
  return option<string>({ kind: 'expression', variable, example }, given);
}

/** A file that the shell reads: the value is its name, and `create` receives its contents. */
export function fileOption(format: InputFormat, given: Described<string>): Option<string> {
  return option<string>({ kind: 'file', format }, given);
}

/** Makes an option optional; `create` receives undefined where it is left out. */
export function optional<T>(given: Option<T>): Option<T | undefined> {
  return { ...given, optional: true } as Option<T | undefined>;
}

/** Returns the values of `options` found in `given`, defaults filled in. The scenario has been checked before. */
export function valuesOf<O extends Options>(
  options: O,
  given: Readonly<Record<string, unknown>>,
): ValuesOf<O> {
  const values: Record<string, unknown> = {};
  for (const [name, { fallback }] of Object.entries(options)) {
    values[name] = Object.hasOwn(given, name) ? given[name] : fallback;
  }
  return values as ValuesOf<O>;
}

import { z } from 'zod';
import type { Path } from '../path.ts';
import type { MeasuredQuantity } from '../units.ts';

/** A piece of JSON Schema (draft 2020-12). */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Why a value is refused. Without a message the value itself is the message. */
export interface Refusal {
  readonly message?: string;
  readonly allowed?: string;
  readonly hint?: string;
  /** The value is of a kind (mapping, list, scalar) that cannot stand here at all. */
  readonly wrongKind?: boolean;
  /** The value is right, but for the unit that it does not say. */
  readonly bare?: MeasuredQuantity;
}

/** Ends the reading of a value. */
export type Refuse = (refusal: Refusal) => never;

/**
 * A value that is read by a function of ours, since zod has no words for it (units, distributions). `json` says the same to
 * editors. A missing value is refused with what is `allowed`.
 */
export function leaf<T>(json: JsonSchema, read: (value: unknown, refuse: Refuse) => T) {
  return z
    .unknown()
    .transform((value, context): T => {
      try {
        return read(value, refuse);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        addRefusal(context, [], error.refusal);
        return z.NEVER;
      }
    })
    .meta(json);
}

/** Carries a refusal from the depth of a reader to its leaf. */
class Refused {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    this.refusal = refusal;
  }
}

function refuse(refusal: Refusal): never {
  throw new Refused(refusal);
}

/** Notes a refusal at `path` below the value that is being checked. */
export function addRefusal(context: z.core.$RefinementCtx, path: Path, refusal: Refusal): void {
  context.addIssue({ code: 'custom', path: [...path], params: { ...refusal } });
}

/** Whether a value is a mapping of keys to values. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A mapping that has these keys and no others. As everywhere here, the messages handed to zod are not for users: they say what is
 * allowed, and problems.ts makes the message.
 */
export function mapping<S extends z.core.$ZodLooseShape>(shape: S) {
  const keys = Object.keys(shape)
    .filter((key) => !key.startsWith('$'))
    .join(', ');
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? keys : `a mapping with ${keys}`),
  });
}

/** A mapping that may be left out: all its keys have defaults. */
export function optionalMapping<S extends z.core.$ZodLooseShape>(shape: S) {
  const schema: z.ZodType<z.output<z.ZodObject<S>>, unknown> = mapping(shape);
  return schema.prefault({});
}

/** A list of at least `least` of something. */
export function listOf<T extends z.core.SomeType>(item: T, what: string, least = 0) {
  const allowed = least > 0 ? `a list of ${what}, at least ${least}` : `a list of ${what}`;
  return z.array(item, { error: () => allowed }).min(least, { error: () => allowed });
}

/** One of a few words. */
export function wordOf<const W extends string>(words: readonly W[]) {
  return z.enum(words as readonly [W, ...W[]], { error: () => words.join(', ') });
}

/** Text, of a stated form. A number, or true or false, that would be such text in quotes is refused with that hint. */
export function textOf(allowed: string, pattern?: RegExp): z.ZodType<string, string> {
  const matches = (text: string) => pattern?.test(text) ?? true;
  const json = { type: 'string', ...(pattern && { pattern: pattern.source }) };
  const text = leaf(json, (value, refuse): string => {
    if (typeof value === 'string' && matches(value)) return value;
    const isQuotable = ['number', 'boolean'].includes(typeof value) && matches(String(value));
    const wrongKind = typeof value === 'object' && value !== null;
    return refuse({ allowed, wrongKind, ...(isQuotable && { hint: 'put it in quotes' }) });
  });
  return text as unknown as typeof text & z.ZodType<string, string>;
}

/** true or false. */
export function flag() {
  return z.boolean({ error: () => 'true, false' });
}

/**
 * One of several schemas, told apart by what kind of value they take: at most one takes scalars, at most one mappings, at most one
 * lists. `allowed` is said where none takes the kind that was given.
 */
export function oneOfKinds<const T extends readonly z.core.SomeType[]>(options: T, allowed: string) {
  return z.union(options, { error: () => allowed });
}

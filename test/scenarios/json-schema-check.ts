/**
 * What of `value` does not keep to a JSON Schema, as paths; empty when all does. Slow and obvious: each keyword that our schemas
 * use is a line here, and a keyword that is not known throws.
 */
export function violationsOf(value: unknown, schema: Schema, root: Schema = schema, path = '$'): string[] {
  return Object.entries(schema).flatMap(([keyword, argument]) => {
    if (ANNOTATIONS.includes(keyword)) return [];
    const check = KEYWORDS[keyword];
    if (!check) throw new Error(`the keyword ${keyword} at ${path} is not known`);
    return check({ value, argument, schema, root, path });
  });
}

/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

const ANNOTATIONS = ['$schema', '$defs', 'title', 'description', 'default', 'id'];

interface Checked {
  readonly value: unknown;
  // biome-ignore lint/suspicious/noExplicitAny: each keyword has an argument of its own type.
  readonly argument: any;
  readonly schema: Schema;
  readonly root: Schema;
  readonly path: string;
}

type Check = (checked: Checked) => string[];

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const TYPES: Record<string, (value: unknown) => boolean> = {
  object: isMapping,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
};

const when =
  (applies: (value: unknown) => boolean, holds: (value: never, argument: never) => boolean): Check =>
  ({ value, argument, path }) =>
    !applies(value) || holds(value as never, argument as never) ? [] : [path];

const number = (holds: (value: number, bound: number) => boolean) => when(TYPES.number!, holds);
const text = (holds: (value: string, bound: never) => boolean) => when(TYPES.string!, holds);
const list = (holds: (value: unknown[], bound: number) => boolean) => when(Array.isArray, holds);
const size = (holds: (count: number, bound: number) => boolean) =>
  when(isMapping, (value: object, bound: number) => holds(Object.keys(value).length, bound));

const passing = ({ value, argument, root, path }: Checked) =>
  argument.filter((option: Schema) => violationsOf(value, option, root, path).length === 0).length;

const KEYWORDS: Record<string, Check> = {
  type: ({ value, argument, path }) =>
    [argument].flat().some((type: string) => TYPES[type]!(value)) ? [] : [path],
  enum: ({ value, argument, path }) => (argument.includes(value) ? [] : [path]),
  const: ({ value, argument, path }) => (value === argument ? [] : [path]),
  minimum: number((value, bound) => value >= bound),
  maximum: number((value, bound) => value <= bound),
  exclusiveMinimum: number((value, bound) => value > bound),
  exclusiveMaximum: number((value, bound) => value < bound),
  pattern: text((value, bound: string) => new RegExp(bound).test(value)),
  minLength: text((value, bound: number) => value.length >= bound),
  minItems: list((value, bound) => value.length >= bound),
  minProperties: size((count, bound) => count >= bound),
  maxProperties: size((count, bound) => count <= bound),
  required: when(isMapping, (value: object, keys: string[]) =>
    keys.every((key) => Object.hasOwn(value, key)),
  ),
  anyOf: (checked) => (passing(checked) > 0 ? [] : [checked.path]),
  oneOf: (checked) => (passing(checked) === 1 ? [] : [checked.path]),
  $ref: ({ value, argument, root, path }) => violationsOf(value, referred(root, argument), root, path),
  items: ({ value, argument, root, path }) =>
    Array.isArray(value)
      ? value.flatMap((item, k) => violationsOf(item, argument, root, `${path}[${k}]`))
      : [],
  properties: ({ value, argument, root, path }) =>
    isMapping(value)
      ? Object.entries(argument as Record<string, Schema>).flatMap(([key, schema]) =>
          Object.hasOwn(value, key) ? violationsOf(value[key], schema, root, `${path}.${key}`) : [],
        )
      : [],
  patternProperties: () => [], // those of ours allow anything
  additionalProperties: ({ value, argument, schema, root, path }) => {
    if (!isMapping(value)) return [];
    const others = Object.keys(value).filter(
      (key) => !Object.hasOwn((schema.properties ?? {}) as object, key) && !matchesPattern(key, schema),
    );
    return others.flatMap((key) =>
      argument === false ? [`${path}.${key}`] : violationsOf(value[key], argument, root, `${path}.${key}`),
    );
  },
};

/** Whether a pattern of the schema allows the key. */
function matchesPattern(key: string, { patternProperties = {} }: Schema): boolean {
  return Object.keys(patternProperties as object).some((pattern) => new RegExp(pattern).test(key));
}

function referred(root: Schema, reference: string): Schema {
  const [, name] = /^#\/\$defs\/([^/]+)$/.exec(reference) ?? [];
  const found = (root.$defs as Record<string, Schema>)[name ?? ''];
  if (!found) throw new Error(`${reference} refers to nothing`);
  return found;
}

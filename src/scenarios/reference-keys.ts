import type { JsonSchema } from './schema/leaf.ts';

/** One key of scenario files, for people. */
export interface KeyEntry {
  /** `cluster.workers[].speed` */
  readonly path: string;
  readonly description: string;
  readonly allowed: string;
  /** As JSON; undefined when the key has none. */
  readonly fallback: string | undefined;
  readonly required: boolean;
}

/** Places where a name decides which keys there are; options are listed with what bears the name, the others here. */
const NAMED =
  /^(cluster\.(stragglers|faults)\[\]|workload\.data\.synthetic|(training|algorithms\[\])\.(learningRate|optimizer|compression))$/;

/** The keys that a JSON Schema of scenarios describes, in its order. */
export function keysOf(schema: JsonSchema): readonly KeyEntry[] {
  return keysBelow(schema, '');
}

function keysBelow(schema: JsonSchema, path: string): readonly KeyEntry[] {
  const forms = formsOf(schema);
  const mappings = forms.filter(({ properties }) => properties !== undefined);
  const keys = new Set(mappings.flatMap((form) => Object.keys(propertiesOf(form))));
  const items = forms.flatMap((form) => (form.items ? keysBelow(form.items as JsonSchema, `${path}[]`) : []));
  const entries = [...keys].flatMap((key) => {
    const having = mappings.filter((form) => Object.hasOwn(propertiesOf(form), key));
    if (NAMED.test(path) && having.length < mappings.length) return [];
    const below = path === '' ? key : `${path}.${key}`;
    const schemas = having.map((form) => propertiesOf(form)[key]!);
    const required = having.every((form) => ((form.required ?? []) as string[]).includes(key));
    return [entryOf(below, schemas, required), ...keysBelow({ anyOf: schemas }, below)];
  });
  return distinctPaths([...entries, ...items]);
}

/** A schema and everything that it may be instead. */
function formsOf(schema: JsonSchema): readonly JsonSchema[] {
  return [schema, ...variantsOf(schema).flatMap(formsOf)];
}

const propertiesOf = ({ properties }: JsonSchema) =>
  (properties ?? {}) as Readonly<Record<string, JsonSchema>>;

function distinctPaths(entries: readonly KeyEntry[]): readonly KeyEntry[] {
  return entries.filter(({ path }, k) => entries.findIndex((entry) => entry.path === path) === k);
}

function entryOf(path: string, schemas: readonly JsonSchema[], required: boolean): KeyEntry {
  const first = schemas[0]!;
  const fallback =
    first.default === undefined || isPlainEmpty(first.default) ? undefined : JSON.stringify(first.default);
  const allowed = [...new Set(schemas.flatMap(allowedBy))].join('; ');
  return { path, description: String(first.description ?? ''), allowed, fallback, required };
}

function isPlainEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function variantsOf(schema: JsonSchema): readonly JsonSchema[] {
  return [...((schema.anyOf ?? []) as JsonSchema[]), ...((schema.oneOf ?? []) as JsonSchema[])];
}

/** What a schema allows, in words. */
function allowedBy(schema: JsonSchema): string[] {
  if (schema.type === undefined) {
    if (schema.$ref !== undefined)
      return [REFERRED[String(schema.$ref).replace('#/$defs/', '')] ?? 'a distribution'];
    if (schema.const !== undefined) return [String(schema.const)];
    if (Array.isArray(schema.enum)) return schema.enum.map(String);
    const variants = variantsOf(schema).flatMap(allowedBy);
    // A bare number is one in the base unit: the quantity says it all.
    const isQuantity = variants.some((text) => Object.values(REFERRED).includes(text));
    return isQuantity ? variants.filter((text) => !text.startsWith('a number')) : variants;
  }
  if (Array.isArray(schema.enum)) return schema.enum.map(String);
  if (schema.const !== undefined) return [String(schema.const)];
  return [`${NOUNS[String(schema.type)] ?? schema.type}${boundsOf(schema)}`];
}

const REFERRED: Readonly<Record<string, string>> = {
  seconds: 'a duration',
  bytes: 'a size',
  bytesPerSecond: 'a data rate',
  perSecond: 'a rate',
  ratio: 'a ratio',
};

const NOUNS: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true; false',
  array: 'a list',
  object: 'a mapping',
};

function boundsOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): string {
  const bounds = [
    exclusiveMinimum !== undefined && `> ${exclusiveMinimum}`,
    minimum !== undefined && `>= ${minimum}`,
    exclusiveMaximum !== undefined && `< ${exclusiveMaximum}`,
    maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER && `<= ${maximum}`,
  ].filter((bound) => bound !== false);
  return bounds.length > 0 ? ` ${bounds.join(', ')}` : '';
}

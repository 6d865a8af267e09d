import { z } from 'zod';
import { type Definition, valuesOf } from '../../base/options.ts';
import type { Registry } from '../../base/registry.ts';
import type { DistributionDefinition } from '../../random/distributions/distribution.ts';
import { fields, type SchemaOfShape } from './fields.ts';
import { addRefusal, mapping } from './leaf.ts';

/** A definition that may say which of its options do not go together. */
interface Contradictable extends Definition {
  // Each definition takes the values of its own options; together they share only this much.
  contradiction?(options: never, known?: Registry<DistributionDefinition>): string | undefined;
}

/** A name and options. */
export type Entry = Readonly<Record<string, unknown>>;

type EntrySchema = z.core.$ZodTypeDiscriminable & z.ZodType<Entry, Entry>;

/**
 * A mapping that names a definition under `key` and has its options beside the name: `{ kind: constant, slowdown: 2 }`. `extra`
 * gives the keys that every entry of this place has besides; `known` the distributions that its options may name.
 */
export function definitionsBy<D extends Contradictable>(
  key: string,
  registry: Registry<D>,
  schemaOf: SchemaOfShape,
  extra: (definition: D) => z.core.$ZodLooseShape = () => ({}),
  known?: Registry<DistributionDefinition>,
): z.ZodType<Entry, Entry> {
  const variants = registry.entries.map((definition) =>
    mapping({
      [key]: z.literal(definition.name).meta({ description: `Which ${registry.kind}.` }),
      ...extra(definition),
      ...fields(definition.options, schemaOf),
    })
      .superRefine((value, context) => {
        // Options that are wrong by themselves have been told, and are not fit to be compared.
        if (context.issues.length > 0) return;
        const contradiction = contradictionOf(definition, value, known);
        if (contradiction) addRefusal(context, [], { message: contradiction });
      })
      .meta({ description: definition.summary }),
  );
  const names = registry.names.join(', ');
  return z.discriminatedUnion(key, variants as unknown as [EntrySchema], {
    error: (issue) => (issue.code === 'invalid_union' ? names : `a mapping with ${key}: ${names}`),
  });
}

function contradictionOf(
  definition: Contradictable,
  given: Readonly<Record<string, unknown>>,
  known: Registry<DistributionDefinition> | undefined,
): string | undefined {
  return definition.contradiction?.(valuesOf(definition.options, given) as never, known);
}

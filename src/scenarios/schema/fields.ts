import type { z } from 'zod';
import type { Option, OptionShape, Options } from '../../base/options.ts';

/** Makes the schema of a value from the shape of an option. */
export type SchemaOfShape = (shape: OptionShape) => z.ZodType;

/** The schema of an option's value: described, and with its default. */
export function schemaOfOption(
  { shape, description, fallback, optional }: Option,
  schemaOf: SchemaOfShape,
): z.ZodType {
  const schema = schemaOf(shape);
  if (fallback !== undefined) return schema.default(fallback).meta({ description });
  return (optional ? schema.optional() : schema).meta({ description });
}

/** The keys of a mapping that holds these options. */
export function fields<O extends Options>(
  options: O,
  schemaOf: SchemaOfShape,
): { [K in keyof O]: z.ZodType } {
  const made: Record<string, z.ZodType> = {};
  for (const [name, option] of Object.entries(options)) made[name] = schemaOfOption(option, schemaOf);
  return made as { [K in keyof O]: z.ZodType };
}

/** The same options, any of which may be left out: what is then meant is said elsewhere. */
export function withoutDefaults(options: Options): Options {
  return Object.fromEntries(
    Object.entries(options).map(([name, { fallback: _, ...option }]) => [
      name,
      { ...option, optional: true },
    ]),
  );
}

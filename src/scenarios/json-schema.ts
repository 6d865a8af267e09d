import { z } from 'zod';
import type { Catalogue } from './catalogue.ts';
import type { JsonSchema } from './schema/leaf.ts';
import { quantityDefinitions } from './schema/numbers.ts';
import { scenarioSchema } from './schema/scenario.ts';

/** The JSON Schema (draft 2020-12) of scenario files, by which editors complete and check them. */
export function scenarioJsonSchema(catalogue: Catalogue): JsonSchema {
  const schema = z.toJSONSchema(scenarioSchema(catalogue), { io: 'input', override: addDefault });
  const { $schema, $defs, ...rest } = schema as Record<string, unknown>;
  return {
    $schema,
    title: 'A scenario of Laggard',
    ...rest,
    $defs: { ...quantityDefinitions(), ...($defs as object) },
  };
}

/** zod leaves out the default of what is transformed, since it is one of the output; ours are valid input too. */
function addDefault({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodTypes;
  jsonSchema: Record<string, unknown>;
}) {
  const { def } = zodSchema._zod;
  if (def.type === 'default' || def.type === 'prefault') jsonSchema.default = def.defaultValue;
}

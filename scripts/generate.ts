/** Writes what is made from the definitions: the JSON Schema of scenario files and the reference. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { builtinCatalogue } from '../src/scenarios/catalogue.ts';
import { scenarioJsonSchema } from '../src/scenarios/json-schema.ts';
import { referenceText } from '../src/scenarios/reference.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
mkdirSync(`${root}schema`, { recursive: true });
const schema = scenarioJsonSchema(builtinCatalogue);
writeFileSync(`${root}schema/scenario.schema.json`, `${JSON.stringify(schema, null, 2)}\n`);
writeFileSync(`${root}docs/reference.md`, referenceText(builtinCatalogue));

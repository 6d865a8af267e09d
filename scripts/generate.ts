/** Writes what is made from the code: the JSON Schema of scenario files, the reference, and the figures of the validation. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { builtinCatalogue } from '../src/scenarios/catalogue.ts';
import { scenarioJsonSchema } from '../src/scenarios/json-schema.ts';
import { referenceText } from '../src/scenarios/reference.ts';
import { networkValidation } from './validation/network.ts';
import { withPart } from './validation/parts.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
mkdirSync(`${root}schema`, { recursive: true });
const schema = scenarioJsonSchema(builtinCatalogue);
writeFileSync(`${root}schema/scenario.schema.json`, `${JSON.stringify(schema, null, 2)}\n`);
writeFileSync(`${root}docs/reference.md`, referenceText(builtinCatalogue));

const validation = `${root}docs/validation.md`;
writeFileSync(validation, withPart(readFileSync(validation, 'utf8'), 'networks', networkValidation()));

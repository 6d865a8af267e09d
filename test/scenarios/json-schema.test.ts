import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import { scenarioJsonSchema } from '../../src/scenarios/json-schema.ts';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import { referenceText } from '../../src/scenarios/reference.ts';
import { arbitraryDocument } from './arbitrary-document.ts';
import { violationsOf } from './json-schema-check.ts';

const schema = scenarioJsonSchema(builtinCatalogue);
const checkedIn = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

describe('editors are told by the schema what the parser holds', () => {
  test('the schema in schema/ is the one that the definitions make now (else: npm run generate)', () => {
    expect(JSON.parse(checkedIn('schema/scenario.schema.json'))).toEqual(schema);
  });

  test('the reference in docs/ is the one that the definitions make now (else: npm run generate)', () => {
    expect(checkedIn('docs/reference.md')).toBe(referenceText(builtinCatalogue));
  });

  test('what the parser accepts keeps to the schema, as written and as resolved', () => {
    fc.assert(
      fc.property(arbitraryDocument(), (document) => {
        const { scenario } = parseScenario(JSON.stringify(document));
        expect(violationsOf(document, schema)).toEqual([]);
        expect(violationsOf(JSON.parse(JSON.stringify(scenario)), schema)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    'unknown-key',
    'missing-nested-key',
    'wrong-unit',
    'negative-speed',
    'no-limit',
    'two-distributions',
    'misspelt-algorithm',
    'misspelt-straggler-kind',
    'schedule-option-of-another',
    'ratio-for-count',
    'misspelt-contention',
    'sweep-later',
    'learning-with-model-none',
    'two-sources',
  ])('what an editor can know of %s, it is told', (name) => {
    const document = parse(checkedIn(`test/broken/${name}.yaml`));
    expect(violationsOf(document, schema)).not.toEqual([]);
  });
});

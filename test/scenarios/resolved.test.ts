import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatScenario } from '../../src/scenarios/format-scenario.ts';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import { arbitraryDocument } from './arbitrary-document.ts';

test('a resolved scenario is a scenario that means itself, as JSON and as YAML', () => {
  fc.assert(
    fc.property(arbitraryDocument(), (document) => {
      const { scenario } = parseScenario(JSON.stringify(document));
      expect(JSON.parse(JSON.stringify(scenario))).toEqual(scenario);
      expect(parseScenario(JSON.stringify(scenario)).scenario).toEqual(scenario);
      const text = formatScenario(scenario);
      expect(parseScenario(text).scenario).toEqual(scenario);
      expect(formatScenario(parseScenario(text).scenario)).toBe(text);
    }),
    { numRuns: 60 },
  );
});

test('a resolved scenario with its sweep has the same points, in the same order, and means itself', () => {
  fc.assert(
    fc.property(arbitraryDocument(), (document) => {
      const parsed = parseScenario(JSON.stringify(document));
      const again = parseScenario(formatScenario(parsed.document));
      expect(again.points).toEqual(parsed.points);
      expect(again.paths).toEqual(parsed.paths);
      expect(again.document).toEqual(parsed.document);
    }),
    { numRuns: 100 },
  );
});

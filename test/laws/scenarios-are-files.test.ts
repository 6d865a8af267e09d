import fc from 'fast-check';
import { test } from 'vitest';
import { formatScenario } from '../../src/scenarios/format-scenario.ts';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import { timingTrials, trials, wholeTrials, withFaults } from '../../src/testing/arbitraries/index.ts';
import { demandSame } from '../../src/testing/compare.ts';
import { demandKept, lawOf, real } from './law.ts';

const resolved = lawOf(
  'a resolved scenario is a scenario file that means itself, in JSON and in YAML',
  fc.oneof(trials(), timingTrials(), wholeTrials(), withFaults(trials())),
  (_, { scenario }) => {
    demandSame(parseScenario(JSON.stringify(scenario)).scenario, scenario, 'what JSON means');
    demandSame(parseScenario(formatScenario(scenario)).scenario, scenario, 'what YAML means');
  },
);

test(resolved.name, () => demandKept(resolved, real));

import type { Problem } from '../src/base/errors.ts';
import { parseScenario } from '../src/scenarios/parse-scenario.ts';
import type { Scenario } from '../src/scenarios/scenario.ts';

/** Parts of a scenario file, as deep as a test needs. */
export interface Overrides {
  readonly [key: string]: unknown;
}

/**
 * A small scenario, four equal machines that do noise-free least squares in five clocks of a second each, changed as a test asks
 * for: mappings are merged, everything else replaces what was there, and undefined takes a key away.
 */
export function scenarioWith(overrides: Overrides = {}): Scenario {
  const timing = (overrides.workload as Overrides | undefined)?.model === 'none';
  return parseScenario(JSON.stringify(merged(timing ? timingOnly : learning, overrides))).scenario;
}

/** The scenario of a file's text, changed as a test asks for. */
export function parsed(yamlText: string): Scenario {
  return parseScenario(yamlText).scenario;
}

/** What is odd about the scenario of a file's text. */
export function warningsOf(yamlText: string): readonly Problem[] {
  return parseScenario(yamlText).warnings;
}

const common = {
  name: 'test',
  cluster: { workers: 4 },
  stop: { maxClocks: 5 },
  algorithms: ['bsp'],
};

const learning: Overrides = {
  ...common,
  workload: {
    data: { synthetic: { kind: 'dense', rows: 40, features: 3 } },
    model: 'least-squares',
    batchSize: 5,
    computeTime: { perBatch: 1 },
  },
  training: { learningRate: 0.1 },
};

const timingOnly: Overrides = {
  ...common,
  workload: { model: 'none', parameters: 12, computeTime: { perBatch: 1 } },
};

/** Mappings that name one thing among several: a key more would name two. */
const REPLACED = ['data', 'learningRate', 'optimizer', 'every'];

/** Overrides laid over a base: mappings are merged. */
export function merged(base: Overrides, overrides: Overrides): Overrides {
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(overrides)) {
    const before = base[key];
    if (value === undefined) delete result[key];
    else if (isMapping(before) && isMapping(value) && !REPLACED.includes(key))
      result[key] = merged(before, value);
    else result[key] = value;
  }
  return result;
}

function isMapping(value: unknown): value is Overrides {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { expect, test } from 'vitest';
import type { CompressionSpec } from '../../src/scenarios/scenario.ts';
import { prepare, type RunResult } from '../../src/simulation/index.ts';
import { type Overrides, scenarioWith } from '../fixtures.ts';
import { generated } from '../workloads/synthetic/generated.ts';
import { runToEnd } from './runs.ts';

/** Four workers, noise-free least squares with 12 parameters, five clocks of asp. */
function run(compression: string | CompressionSpec | undefined, overrides: Overrides = {}): RunResult {
  const scenario = scenarioWith({
    workload: { data: { synthetic: { kind: 'dense', rows: 80, features: 12 } } },
    algorithms: [{ name: 'asp', compression }],
    ...overrides,
  });
  const data = { train: generated('dense', { rows: 80, features: 12 }).data };
  return runToEnd(prepare(scenario, data, 1));
}

test.each<[string, CompressionSpec | undefined, number]>([
  ['whole: 12 values', undefined, 64 + 96],
  ['top-k: two indices and values', { kind: 'top-k', k: 2 }, 64 + 24],
  ['a byte each and a scale', { kind: 'quantise-8-bit' }, 64 + 8 + 12],
  ['a bit each and a scale', { kind: 'sign' }, 64 + 8 + 2],
])('a push weighs what it carries: %s', (_, compression, bytes) => {
  const { bytesPushed, bytesPulled } = run(compression && { errorFeedback: true, ...compression });
  expect(bytesPushed).toBe(4 * 5 * bytes);
  // A request and a whole answer before each clock but the first.
  expect(bytesPulled).toBe(4 * 4 * (64 + 64 + 96));
});

/** Without noise the optimum is 0, and steps vanish on the way there. What a threshold keeps back for good is 0.01 at most for each parameter. */
test.each<[CompressionSpec, number]>([
  [{ kind: 'top-k', k: 2, errorFeedback: true }, 1e-20],
  [{ kind: 'threshold', threshold: 0.01, errorFeedback: true }, 12 * 0.01 ** 2],
  [{ kind: 'quantise-8-bit', rounding: 'nearest', errorFeedback: true }, 1e-20],
  [{ kind: 'quantise-8-bit', rounding: 'stochastic', errorFeedback: false }, 1e-20],
  [{ kind: 'sign', errorFeedback: true }, 1e-20],
])('bsp finds the optimum of a convex problem through %o', (compression, near) => {
  const { objective, curve } = run(compression, {
    workload: { data: { synthetic: { kind: 'dense', rows: 80, features: 12 } }, batchSize: '100%' },
    training: { learningRate: 0.05, evaluate: { every: '400 updates' } },
    stop: { maxClocks: 1500 },
    algorithms: [{ name: 'bsp', compression }],
  });
  expect(curve[0]!.objective).toBeGreaterThan(0.4);
  expect(objective).toBeLessThan(near);
});

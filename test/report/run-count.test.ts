import { expect, test } from 'vitest';
import { runCountText } from '../../src/report/run-count.ts';
import type { Scenario } from '../../src/scenarios/scenario.ts';
import { designFor, scenarioOf } from './fixtures.ts';

const tune: Scenario['tune'] = {
  learningRate: [1, 2, 3],
  by: 'objective',
  search: 'grid',
  replications: 2,
  budget: {},
};

test.each([
  [['bsp'], {}, 1, '1 run'],
  [['bsp', 'asp'], {}, 1, '2 runs'],
  [['bsp', 'asp'], { replications: 5 }, 1, '10 runs: 2 algorithms × 5 replications'],
  [['bsp', 'asp'], { replications: 5 }, 3, '30 runs: 3 points × 2 algorithms × 5 replications'],
  [['bsp'], { replications: { until: 0.1, max: 60 } }, 1, '10 to 60 runs'],
  [
    ['bsp', 'asp'],
    { replications: { until: 0.1, max: 60 } },
    1,
    '20 to 120 runs: 2 algorithms × 10 to 60 replications',
  ],
  [['bsp'], { tune }, 1, '7 runs: 6 to find learning rates, then 1 to compare'],
  [
    ['bsp', 'asp'],
    { tune, replications: 4 },
    1,
    '20 runs: 12 to find learning rates, then 2 algorithms × 4 replications',
  ],
] as const)('%j with %j at %i points: %s', (labels, rest, count, text) => {
  const design = designFor(scenarioOf(labels, rest));
  const points = Array.from({ length: count }, (_, index) => ({ ...design.points[0]!, index }));
  expect(runCountText({ ...design, points })).toBe(text);
});

import { expect, test } from 'vitest';
import { arePaired, planStudy } from '../../src/studies/plan.ts';
import { scenarioOf } from '../report/fixtures.ts';

test('runs come in the order of the result files: algorithms as listed, then replications', () => {
  const plan = planStudy(scenarioOf(['ssp', 'bsp'], { replications: 2 }));
  expect(plan.map(({ index, algorithm, replication }) => [index, algorithm.label, replication])).toEqual([
    [0, 'ssp', 1],
    [1, 'ssp', 2],
    [2, 'bsp', 1],
    [3, 'bsp', 2],
  ]);
});

test('runs are compared in pairs that share their chance: same point, same replication', () => {
  const [first, second, other] = planStudy(scenarioOf(['ssp', 'bsp'], { replications: 2 }));
  expect(arePaired(first!, other!)).toBe(true);
  expect(arePaired(first!, second!)).toBe(false);
});

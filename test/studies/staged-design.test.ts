import { expect, test } from 'vitest';
import { stagedDesign } from '../../src/studies/staged-design.ts';
import type { Tuning } from '../../src/studies/tuning/tuning.ts';
import { designFor, scenarioOf } from '../report/fixtures.ts';

const tune = { learningRate: [1, 2], by: 'time', search: 'grid', replications: 1, budget: {} } as const;
const design = designFor(scenarioOf(['bsp', 'ssp'], { tune, stop: { objective: 0.3, maxClocks: 9 } }));
const found = (algorithm: string, learningRate: number): Tuning => ({
  point: 0,
  algorithm,
  by: 'time',
  rows: [],
  learningRate,
});

test('the second pass takes what the first has found', () => {
  const tunings = [found('bsp', 1), found('ssp', 2)];
  expect(stagedDesign(design, 'tune')).toEqual({ ...design, stage: 'tune' });
  expect(stagedDesign(design, 'compare', tunings)).toEqual({ ...design, stage: 'compare', tunings });
});

test('what does not fit the scenario is refused', () => {
  expect(() => stagedDesign(designFor(scenarioOf(['bsp'])), 'tune')).toThrow(
    '--stage tune (allowed: with a scenario that has a section tune)',
  );
  expect(() => stagedDesign(design, 'compare', [found('bsp', 1)])).toThrow('the tuning has no rate of ssp');
  expect(() => stagedDesign(design, 'compare', [found('bsp', 1), found('ssp', 5)])).toThrow(
    'the tuning has the rate 5 of ssp (was it that of another scenario?)',
  );
});

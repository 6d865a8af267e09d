import { describe, expect, test } from 'vitest';
import type { AlgorithmSpec, TuneSpec } from '../../../src/scenarios/scenario.ts';
import {
  roundsOf,
  tuningOf,
  tuningRunsOf,
  tuningScenario,
  withRate,
} from '../../../src/studies/tuning/tuning-plan.ts';
import { scenarioOf } from '../../report/fixtures.ts';

const tune: TuneSpec = { learningRate: [1, 2, 3], by: 'time', search: 'grid', replications: 3, budget: {} };
const rates = (n: number) => Array.from({ length: n }, (_, k) => k + 1);

describe('the rounds of a search', () => {
  test('a grid has one round', () => {
    expect(roundsOf({ ...tune, learningRate: rates(40) })).toEqual([{ rates: 40, part: 1 }]);
  });

  test.each([
    // n, sizes: each the third of the one before, rounded up, until three or fewer are left.
    [2, [2]],
    [3, [3]],
    [4, [4, 2]],
    [7, [7, 3]],
    [9, [9, 3]],
    [10, [10, 4, 2]],
    [27, [27, 9, 3]],
    [28, [28, 10, 4, 2]],
  ])('halving of %i rates runs %j of them', (n, sizes) => {
    const rounds = roundsOf({ ...tune, search: 'halving', learningRate: rates(n) });
    expect(rounds.map((round) => round.rates)).toEqual(sizes);
    expect(rounds.at(-1)!.part).toBe(1);
    for (const [k, { part }] of rounds.slice(1).entries()) expect(part / rounds[k]!.part).toBeCloseTo(3, 12);
  });

  test('runs are counted with their replications', () => {
    expect(tuningRunsOf({ ...tune, search: 'halving', learningRate: rates(7) })).toBe(30);
  });
});

describe('a tuning run', () => {
  const scenario = scenarioOf(['bsp'], { stop: { objective: 0.3, maxClocks: 100, maxTime: 9 }, tune });

  test('has the limits of stop, or those of the budget, and its part of them', () => {
    expect(tuningScenario(scenario, tune, 1).stop).toEqual({ objective: 0.3, maxClocks: 100, maxTime: 9 });
    expect(tuningScenario(scenario, tune, 1 / 3).stop).toEqual({ objective: 0.3, maxClocks: 34, maxTime: 3 });
    const budget = { ...tune, budget: { maxUpdates: 10 } };
    expect(tuningScenario(scenario, budget, 1 / 3).stop).toEqual({ objective: 0.3, maxUpdates: 4 });
  });

  test('has no target at which to stop where it is judged by its objective', () => {
    expect(tuningScenario(scenario, { ...tune, by: 'objective' }, 1).stop).toEqual({
      maxClocks: 100,
      maxTime: 9,
    });
  });
});

describe('an algorithm', () => {
  const scheduled = {
    ...scenarioOf(['bsp']).algorithms[0]!,
    learningRate: { schedule: 'inverse-sqrt', initial: 1, alpha: 2 },
  };
  const saying = (own: AlgorithmSpec['tune']): AlgorithmSpec => ({ ...scheduled, ...(own && { tune: own }) });
  const scenario = scenarioOf(['bsp'], { tune });

  test('is tuned as all are, but for what it says itself', () => {
    expect(tuningOf(scenario, saying(undefined))).toEqual(tune);
    expect(tuningOf(scenario, saying({ learningRate: [7, 8], replications: 1 }))).toEqual({
      ...tune,
      learningRate: [7, 8],
      replications: 1,
    });
    expect(tuningOf(scenario, saying('none'))).toBeUndefined();
    expect(tuningOf(scenarioOf(['bsp']), saying(undefined))).toBeUndefined();
  });

  test('takes a rate as the first value of its schedule, and then has nothing left to tune', () => {
    expect(withRate(saying({ replications: 1 }), 5)).toEqual({
      ...scheduled,
      learningRate: { schedule: 'inverse-sqrt', initial: 5, alpha: 2 },
    });
    expect(withRate(saying('none'), undefined)).toEqual(scheduled);
  });
});

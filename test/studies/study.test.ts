import { expect, test } from 'vitest';
import { arePaired, identityOf, preparationKeyOf } from '../../src/studies/planned-run.ts';
import { pending, resultOf, startStudy, withRun } from '../../src/studies/study.ts';
import { designFor, resultOf as runResultOf, scenarioOf } from '../report/fixtures.ts';

const study = startStudy(designFor(scenarioOf(['ssp', 'bsp'], { replications: 2 })));
const plan = pending(study);

test('runs come in the order of the result files: algorithms as listed, then replications', () => {
  expect(plan.map(({ index, algorithm, replication }) => [index, algorithm.label, replication])).toEqual([
    [0, 'ssp', 1],
    [1, 'ssp', 2],
    [2, 'bsp', 1],
    [3, 'bsp', 2],
  ]);
});

test('runs are compared in pairs that share their chance: same point, same replication', () => {
  const [first, second, other] = plan;
  expect(arePaired(first!, other!)).toBe(true);
  expect(arePaired(first!, second!)).toBe(false);
});

test('runs of one replication share what is prepared, whatever their algorithm', () => {
  const [first, second, other] = plan.map(preparationKeyOf);
  expect(first).toBe(other);
  expect(first).not.toBe(second);
});

test('a run is itself in a study of another name and length, and not with another seed', () => {
  const firstOf = (rest: object) =>
    JSON.stringify(identityOf(pending(startStudy(designFor(scenarioOf(['ssp', 'bsp'], rest))))[0]!));
  const here = JSON.stringify(identityOf(plan[0]!));
  expect(firstOf({ name: 'other', description: 'longer', replications: 9 })).toBe(here);
  expect(firstOf({ seed: 8 })).not.toBe(here);
});

test('rows keep the order of the plan whoever finishes first, and what is left is still wanted', () => {
  const runs = plan.map((planned) => ({
    plan: planned,
    result: runResultOf({ algorithm: `${planned.index}` }),
  }));
  let partial = study;
  for (const k of [3, 1, 2]) partial = withRun(partial, runs[k]!);
  expect(resultOf(partial).runs).toEqual(runs.slice(1));
  expect(pending(partial)).toEqual([plan[0]]);
  expect(resultOf(partial)).toMatchObject({ complete: false, planned: 4 });
  expect(resultOf(withRun(partial, runs[0]!))).toMatchObject({ complete: true, runs });
});

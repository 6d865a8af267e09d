import { expect, test } from 'vitest';
import { effectOf, ranked } from '../../src/explanation/effect.ts';
import { efficiencySplit } from '../../src/explanation/efficiency-split.ts';
import { replicatedStudy } from '../report/fixtures.ts';

const aimed = { stop: { objective: 0.3, maxClocks: 10 } };

/** Runs that took so many seconds and updates; undefined: one that did not reach its target. */
function runsOf(endings: readonly (readonly [seconds: number, updates: number] | undefined)[], name = 'bsp') {
  const results = endings.map((ending) =>
    ending
      ? { time: ending[0] * 1e9, updates: ending[1], status: 'converged' as const }
      : { status: 'stopped' as const },
  );
  return replicatedStudy({ [name]: results }, aimed).runs;
}

test('an effect is the geometric mean over pairs of runs, with an interval where there are several', () => {
  const base = runsOf([
    [4, 1],
    [8, 1],
  ]);
  const effect = effectOf(
    'half',
    base,
    runsOf([
      [2, 1],
      [2, 1],
    ]),
  );
  expect(effect).toMatchObject({ name: 'half', n: 2, arrived: 2 });
  // The geometric mean of 1/2 and 1/4 is 1 / sqrt 8.
  expect(effect.ratio!.value).toBeCloseTo(1 / Math.sqrt(8), 12);
  expect(effect.ratio!.low).toBeLessThan(0.25);
  expect(effect.ratio!.high).toBeGreaterThan(0.5);
  expect(effect.cost!.value).toBe(2);
  expect(effectOf('half', base.slice(0, 1), runsOf([[2, 1]])).ratio).toEqual({
    value: expect.closeTo(0.5, 12),
    low: undefined,
    high: undefined,
  });
});

test('a change under which some runs miss the target has no ratio, but a count; it is ranked last', () => {
  const base = runsOf([
    [4, 1],
    [4, 1],
  ]);
  const missed = effectOf('missed', base, runsOf([[1, 1], undefined]));
  expect(missed).toMatchObject({ n: 2, arrived: 1, ratio: undefined, cost: undefined });
  const slower = effectOf(
    'slower',
    base,
    runsOf([
      [6, 1],
      [6, 1],
    ]),
  );
  const faster = effectOf(
    'faster',
    base,
    runsOf([
      [3, 1],
      [3, 1],
    ]),
  );
  expect(ranked([missed, slower, faster]).map(({ name }) => name)).toEqual(['faster', 'slower', 'missed']);
});

test('where the run itself missed its target, a change that reaches it has a time and no ratio', () => {
  const effect = effectOf('reaches', runsOf([undefined]), runsOf([[3, 1]]));
  expect([effect.ratio, effect.cost!.value]).toEqual([undefined, 3]);
});

test('the logarithms of hardware and statistical efficiency add up to that of the speed-up', () => {
  const base = runsOf([
    [4, 100],
    [9, 100],
    [5, 80],
  ]);
  const other = runsOf(
    [
      [2, 200],
      [3, 150],
      [4, 100],
    ],
    'asp',
  );
  const { algorithm, n, speedUp, hardware, statistical } = efficiencySplit(base, other);
  expect([algorithm, n]).toEqual(['asp', 3]);
  expect(Math.log(hardware!.value) + Math.log(statistical!.value)).toBeCloseTo(Math.log(speedUp!.value), 12);
  // (2 · 3 · 1.25)^(1/3) and (1/2 · 2/3 · 4/5)^(1/3)
  expect(speedUp!.value).toBeCloseTo(7.5 ** (1 / 3), 12);
  expect(statistical!.value).toBeCloseTo((4 / 15) ** (1 / 3), 12);
});

test('only replications in which both arrived count, and it is said how many they are', () => {
  const split = efficiencySplit(
    runsOf([[4, 100], undefined]),
    runsOf(
      [
        [2, 100],
        [2, 100],
      ],
      'asp',
    ),
  );
  expect(split).toMatchObject({ n: 1, replications: 2 });
  expect(split.speedUp!.value).toBeCloseTo(2, 12);
  const never = efficiencySplit(runsOf([undefined]), runsOf([[2, 100]], 'asp'));
  expect(never).toMatchObject({ n: 0, speedUp: undefined, hardware: undefined, statistical: undefined });
});

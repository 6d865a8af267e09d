import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RuleRunner } from './rule-runner.ts';

const PUSH = 'push';
const PULL = 'pull';
type Step =
  | readonly [worker: number, does: typeof PUSH, update: number]
  | readonly [worker: number, does: typeof PULL];

/** The worked example of the design, scalars, w0 = 0, M = 3, with w and V after each event; W1 is worker 0. */
const workedExample: readonly (readonly [step: Step, parameter: number, versions: readonly number[]])[] = [
  [[0, PUSH, 6], 6, [1, 0, 0]], // version 0: mean(6)
  [[0, PUSH, 3], 9, [2, 0, 0]], // version 1: mean(3)
  [[1, PUSH, 2], 7, [2, 1, 0]], // version 0: mean(6, 2) = 4
  [[1, PULL], 7, [2, 2, 0]],
  [[1, PUSH, 5], 12, [2, 3, 0]], // version 2: mean(5)
  [[2, PUSH, -2], 10, [2, 3, 1]], // version 0: mean(6, 2, −2) = 2
  [[0, PULL], 10, [2, 3, 1]],
  [[0, PUSH, 4], 9.5, [3, 3, 1]], // version 2: mean(5, 4) = 4.5
  [[2, PULL], 9.5, [3, 3, 3]],
  [[2, PUSH, 1], 10.5, [3, 3, 4]], // version 3: mean(1)
];

function play(rule: RuleRunner, steps: readonly Step[]): number[] {
  return steps.map(([worker, does, update]) => {
    if (does === PULL) rule.pull(worker);
    else rule.pushScalar(worker, update);
    return rule.parameters[0]!;
  });
}

const steps = workedExample.map(([step]) => step);

test('dynamic: the worked example of the design, every printed step', () => {
  const rule = new RuleRunner('dynamic', {}, { workers: 3, parameters: 1 });
  expect(play(rule, steps)).toEqual(workedExample.map(([, parameter]) => parameter));
});

test('the worked example under sum and under constant(1/3), as the design says', () => {
  const size = { workers: 3, parameters: 1 };
  expect(play(new RuleRunner('sum', {}, size), steps).at(-1)).toBe(19);
  // Seven additions of thirds, each rounded: 19/3 to a few units in the last place.
  expect(play(new RuleRunner('constant', {}, size), steps).at(-1)).toBeCloseTo(19 / 3, 14);
});

/** V, the versions with which the next pushes are stamped, and the updates stamped with each version so far. */
function stampsOf(workers: number, script: readonly Step[]) {
  const next = Array.from({ length: workers }, () => 0);
  const clocks = Array.from({ length: workers }, () => 0);
  const stamped = new Map<number, number[]>();
  for (const [worker, does, update] of script) {
    if (does === PULL) {
      next[worker] = Math.max(...clocks);
      continue;
    }
    stamped.set(next[worker]!, [...(stamped.get(next[worker]!) ?? []), update]);
    next[worker]! += 1;
    clocks[worker]! += 1;
  }
  return { next, stamped };
}

/** w by its definition: the sum over versions of the mean of the updates stamped with them. */
function sumOfMeans(workers: number, script: readonly Step[]): number {
  const means = [...stampsOf(workers, script).stamped.values()].map(
    (updates) => updates.reduce((a, b) => a + b) / updates.length,
  );
  return means.reduce((a, b) => a + b, 0);
}

test('the slow and obvious version of dynamic agrees with the worked example, in V and in w', () => {
  workedExample.forEach(([, parameter, versions], k) => {
    expect(stampsOf(3, steps.slice(0, k + 1)).next).toEqual(versions);
    expect(sumOfMeans(3, steps.slice(0, k + 1))).toBe(parameter);
  });
});

const workers = 4;
const script: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      arbitrary: fc.tuple(fc.nat(workers - 1), fc.constant(PUSH), fc.integer({ min: -50, max: 50 })),
      weight: 2,
    },
    { arbitrary: fc.tuple(fc.nat(workers - 1), fc.constant(PULL)), weight: 1 },
  ),
  { maxLength: 120, size: 'max' },
);

test('dynamic: whoever pushes and pulls when, w is the sum over versions of the mean of what was stamped with them', () => {
  fc.assert(
    fc.property(script, (given) => {
      const rule = new RuleRunner('dynamic', {}, { workers, parameters: 1 });
      play(rule, given);
      // 120 updates of at most 50 in size, each revised with a few roundings of 2^-53 relative: far below 1e-10.
      expect(Math.abs(rule.parameters[0]! - sumOfMeans(workers, given))).toBeLessThan(1e-10);
    }),
    { numRuns: 300 },
  );
});

test('dynamic: a worker that steps back to a lower version shares its weight, and the version is still there', () => {
  const rule = new RuleRunner('dynamic', {}, { workers: 2, parameters: 1 });
  // Worker 0 goes ahead to stamp 3 without pulling; its pull brings it back to no less than cmax = 3.
  expect(
    play(rule, [
      [0, PUSH, 3],
      [0, PUSH, 3],
      [0, PUSH, 3],
      [0, PULL],
    ]).at(-1),
  ).toBe(9);
  // Worker 1 has pulled after the first push: its stamp is then 1, so it shares version 1.
  const other = new RuleRunner('dynamic', {}, { workers: 2, parameters: 1 });
  const shared: Step[] = [
    [0, PUSH, 4],
    [1, PULL],
    [0, PUSH, 4],
    [1, PUSH, 2],
    [1, PUSH, 1],
  ];
  // Versions: 0: mean(4); 1: mean(4, 2) = 3; 2: mean(1).
  expect(play(other, shared)).toEqual([4, 4, 8, 7, 8]);
});

test('dynamic: a pull by a worker that has pushed ahead on its own stamps lowers its version to the fastest clock', () => {
  // Worker 1 pulls at cmax 1 and pushes twice: stamps 1 and 2, though it has pushed only twice (cmax 2). Its pull sets 2 again.
  const rule = new RuleRunner('dynamic', {}, { workers: 2, parameters: 1 });
  const steps: Step[] = [
    [0, PUSH, 1],
    [1, PULL],
    [1, PUSH, 10],
    [1, PUSH, 20],
    [1, PULL],
    [1, PUSH, 40],
  ];
  // Versions: 0: mean(1); 1: mean(10); 2: mean(20), then mean(20, 40) = 30.
  expect(play(rule, steps)).toEqual([1, 1, 11, 31, 31, 41]);
});

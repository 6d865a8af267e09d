import { describe, expect, test } from 'vitest';
import { efficiencySplit } from '../../src/explanation/efficiency-split.ts';
import { splitSentence } from '../../src/report/explanation-sentences.ts';
import { caveatsOf } from '../../src/report/verdict/caveats.ts';
import { gridAround } from '../../src/report/verdict/shared-rate.ts';
import { verdictOf } from '../../src/report/verdict/verdict.ts';
import type { Scenario } from '../../src/scenarios/scenario.ts';
import type { RunResult } from '../../src/simulation/run-result.ts';
import { pending, resultOf as resultOfStudy, startStudy, withRun } from '../../src/studies/study.ts';
import { designOf } from '../../src/studies/study-design.ts';
import type { StudyResult } from '../../src/studies/study-result.ts';
import type { Tuning } from '../../src/studies/tuning/tuning.ts';
import { replicatedStudy, resultOf, scenarioOf, studyOf } from './fixtures.ts';

const aimed: Partial<Scenario> = { stop: { objective: 0.3, maxClocks: 100 } };
const long = { clocksMin: 20 };
const kindsOf = (study: StudyResult) => caveatsOf(study).map(({ kind }) => kind);

/** What a search found out about one algorithm. */
function tuned(algorithm: string, row: Partial<Tuning['rows'][number]>, rest: Partial<Tuning> = {}): Tuning {
  const whole = { round: 1, learningRate: 0.1, limits: {}, converged: 3, stopped: 0, diverged: 0 };
  const rows = [{ ...whole, rank: 1, kept: true, ...row }];
  return { point: 0, algorithm, by: 'time', learningRate: 0.1, rows, ...rest };
}

describe('one learning rate for rules of different weight is no fair comparison', () => {
  const bsp = { algorithm: 'bsp', ...long, pushWeight: 0.1, learningRate: 0.1 };
  const asp = { algorithm: 'asp', ...long, pushWeight: 1, learningRate: 0.1 };

  test('it is said with the weights and with what to do', () => {
    expect(caveatsOf(studyOf([bsp, asp], aimed))).toEqual([
      {
        kind: 'shared-rate',
        algorithms: ['bsp', 'asp'],
        points: [0],
        sentence:
          'Not a fair comparison: bsp and asp share one learning rate (0.1) that was not tuned, and a push adds 1/10 of its update under bsp and all of its update under asp, so that the difference may be that of the steps alone. Let each find its own rate: tune: { learningRate: logspace(0.001, 10, 9) }.',
      },
    ]);
  });

  test('it is not said of equal weights, of rates of their own, of weights that nobody knows, or once tuned', () => {
    expect(kindsOf(studyOf([bsp, { ...asp, pushWeight: 0.1 }], aimed))).toEqual([]);
    expect(kindsOf(studyOf([bsp, { ...asp, learningRate: 0.01 }], aimed))).toEqual([]);
    expect(kindsOf(studyOf([bsp, { ...asp, pushWeight: undefined }], aimed))).toEqual([]);
    expect(kindsOf(studyOf([bsp, { ...asp, learningRate: undefined }], aimed))).toEqual([]);
    const study = studyOf([bsp, asp], aimed);
    expect(kindsOf({ ...study, tunings: [tuned('bsp', {}), tuned('asp', {})] })).toEqual([]);
  });

  test('the grid reaches from the rate for the same steps below to that above, and a decade further', () => {
    expect(gridAround(0.1, 10)).toBe('logspace(0.001, 10, 9)');
    expect(gridAround(0.3, 4)).toBe('logspace(0.001, 100, 11)');
  });
});

test('a rate at the edge of its grid, one that diverged, and one that never reached the target are told', () => {
  const study = studyOf([{ algorithm: 'bsp', ...long }], aimed);
  const kindsWith = (tuning: Tuning) => kindsOf({ ...study, tunings: [tuning] });
  expect(kindsWith(tuned('bsp', {}, { edge: 'lowest' }))).toEqual(['lowest-rate']);
  expect(kindsWith(tuned('bsp', {}, { edge: 'highest' }))).toEqual(['highest-rate']);
  expect(kindsWith(tuned('bsp', { diverged: 1 }))).toEqual(['no-stable-rate']);
  expect(kindsWith(tuned('bsp', { converged: 0 }))).toEqual(['missed-while-tuning']);
  expect(kindsWith(tuned('bsp', { converged: 0 }, { by: 'objective' }))).toEqual([]);
});

test('a run that diverged at the only rate is told with lower rates to try', () => {
  const [caveat] = caveatsOf(studyOf([{ algorithm: 'asp', status: 'diverged', learningRate: 3 }], aimed));
  expect(caveat).toMatchObject({ kind: 'diverging-rate', algorithms: ['asp'] });
  expect(caveat!.sentence).toContain('tune: { learningRate: logspace(0.003, 3, 7) }');
});

test.each([
  [0, 'missing-pushes'],
  [1, 'few-clocks'],
  [4, 'few-clocks'],
  [5, undefined],
])('a target reached after %i clocks of the slowest worker: %s', (clocksMin, kind) => {
  expect(kindsOf(studyOf([{ algorithm: 'bsp', clocksMin }], aimed))).toEqual(kind ? [kind] : []);
  expect(kindsOf(studyOf([{ algorithm: 'bsp', clocksMin, status: 'stopped' }], aimed))).toEqual([]);
});

/** A study of a sweep in which each algorithm took so many seconds at each point; undefined: it missed. */
function sweepOf(
  paths: readonly string[],
  values: readonly (readonly (number | string)[])[],
  seconds: Readonly<Record<string, readonly (number | undefined)[]>>,
): StudyResult {
  const scenario = scenarioOf(Object.keys(seconds), aimed);
  const points = values.map((own) => ({ values: own, scenario }));
  let study = startStudy(designOf({ scenario, document: {}, paths, points }));
  for (const plan of pending(study)) {
    const time = seconds[plan.algorithm.label]![plan.point.index];
    const ending: Partial<RunResult> = time === undefined ? { status: 'stopped' } : { time: time * 1e9 };
    study = withRun(study, {
      plan,
      result: resultOf({ algorithm: plan.algorithm.label, ...long, ...ending }),
    });
  }
  return resultOfStudy(study);
}

describe('a sweep has one verdict over all its points', () => {
  const along = [[1], [2], [4]];
  const sentence = (study: StudyResult) => verdictOf(study, 0.3).sentence;

  test('one that is fastest everywhere, over the first algorithm', () => {
    expect(sentence(sweepOf(['a.slowdown'], along, { bsp: [4, 6, 9], asp: [2, 2, 2] }))).toBe(
      'asp is fastest to 0.3 at all 3 points, 2.00x to 4.50x as fast as bsp.',
    );
  });

  test('where it flips', () => {
    expect(sentence(sweepOf(['a.slowdown'], along, { bsp: [1, 4, 8], asp: [2, 2, 2] }))).toBe(
      'bsp is fastest to 0.3 at slowdown 1, 2.00x as fast as the next; asp at slowdown 2 and 4, 2.00x to 4.00x as fast as bsp; it flips between slowdown 1 and 2.',
    );
  });

  test('of two paths the one that decides is named', () => {
    const grid = [1, 2].flatMap((slowdown) => [10, 20].map((workers) => [workers, slowdown]));
    expect(sentence(sweepOf(['workers', 'slowdown'], grid, { bsp: [1, 1, 4, 4], asp: [2, 2, 2, 2] }))).toBe(
      'bsp is fastest to 0.3 at slowdown 1, 2.00x as fast as the next; asp at slowdown 2, 2.00x as fast as bsp; it flips between slowdown 1 and 2.',
    );
  });

  test('who did not arrive is told, and points at which none did', () => {
    expect(sentence(sweepOf(['a'], along, { bsp: [1, 1, undefined], asp: [2, undefined, undefined] }))).toBe(
      'bsp is fastest to 0.3 at 2 of 3 points, 2.00x as fast as the next; at 1 none always arrived; not always arrived: asp at 2 and bsp at 1 of 3 points.',
    );
  });
});

test('the cheapest is told with its interval, what an hour costs and what was paid for waiting', () => {
  // Two workers at 1800 dollars an hour: 1 dollar a second together. Workers wait for a quarter of 2 s in the fixture.
  const cluster = { ...scenarioOf([]).cluster, workers: [{ count: 2, speed: 1, price: 0.5 }] };
  const study = replicatedStudy(
    { bsp: [{ time: 3e9 }, { time: 5e9 }], asp: [{ time: 2e9 }, { time: 2e9 }] },
    { ...aimed, cluster },
  );
  expect(verdictOf(study, 0.3).costs).toEqual([
    expect.stringMatching(
      /^Cheapest: asp, 2\.00 dollars \[2\.00, 2\.00\] a run; next is bsp, 4\.\d+ dollars \[.*\]\.$/,
    ),
    'An hour of waiting costs 3600.00 dollars, the price of all machines.',
    'Waiting for slower workers took the largest part of the price under asp: 0.50 dollars [0.50, 0.50], 25% of it.',
  ]);
});

test('a difference at learning rates that were not tuned is not called statistical efficiency alone', () => {
  const study = studyOf([{ algorithm: 'bsp' }, { algorithm: 'asp', learningRate: 0.01 }], aimed);
  const [bsp, asp] = study.runs.map((run) => [run]);
  const sentence = (of: StudyResult) => splitSentence(efficiencySplit(bsp!, asp!), of);
  expect(sentence(study)).toContain(
    'efficiency at learning rates that were not tuned (0.1 of bsp and 0.01 of asp).',
  );
  expect(sentence({ ...study, tunings: [tuned('bsp', {}), tuned('asp', {})] })).toContain(
    'by statistical efficiency (updates).',
  );
});

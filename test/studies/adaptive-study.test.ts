import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../src/scenarios/scenario.ts';
import type { RunResult } from '../../src/simulation/run-result.ts';
import { identityOf, type PlannedRun } from '../../src/studies/planned-run.ts';
import { pending, resultOf, startStudy, withRun } from '../../src/studies/study.ts';
import { runCountsOf, type StudyDesign } from '../../src/studies/study-design.ts';
import type { StudyResult } from '../../src/studies/study-result.ts';
import { designFor, resultOf as runResultOf, scenarioOf } from '../report/fixtures.ts';

const rate = { schedule: 'constant', initial: 0.5 };
const tune: Scenario['tune'] = {
  learningRate: [0.1, 1, 10, 100, 1000],
  by: 'time',
  search: 'halving',
  replications: 2,
  budget: {},
};

function scenarioWith(rest: Partial<Scenario>): Scenario {
  const plain = scenarioOf(['bsp', 'ssp'], { stop: { objective: 0.3, maxClocks: 90 }, ...rest });
  return {
    ...plain,
    algorithms: plain.algorithms.map((algorithm) => ({ ...algorithm, learningRate: rate })),
  };
}

/** A study of two points, the second with another seed. */
function twoPoints(rest: Partial<Scenario>): StudyDesign {
  const scenario = scenarioWith(rest);
  const points = [scenario, { ...scenario, seed: 8 }].map((each, index) => ({
    index,
    values: [each.seed],
    scenario: each,
  }));
  return { ...designFor(scenario), paths: ['seed'], points };
}

/**
 * What a run would come to: a function of its identity alone. The best rate is 10, which diverges under ssp; times scatter by some
 * ten percent, differently for each algorithm.
 */
function made({ algorithm, scenario, replication }: PlannedRun): RunResult {
  const eta = algorithm.learningRate!.initial;
  const scatter =
    (Math.abs(replication * 7919 + scenario.seed * 104_729 + algorithm.label.length) % 97) / 500;
  const wobble = algorithm.label === 'ssp' ? ((replication * 31) % 11) / 60 : 0;
  const seconds = (1 + Math.abs(Math.log10(eta) - 1)) * (1 + scatter + wobble);
  return runResultOf({
    algorithm: algorithm.label,
    learningRate: eta,
    seed: scenario.seed,
    replication,
    status: algorithm.label === 'ssp' && eta >= 10 ? 'diverged' : 'converged',
    time: Math.round(seconds * 1e9),
  });
}

/** Makes a study, always taking the run that `choose` picks among those that are wanted and not in hand. */
function conducted(design: StudyDesign, choose: (count: number) => number): StudyResult {
  let study = startStudy(design);
  for (let wanted = pending(study); wanted.length > 0; wanted = pending(study)) {
    const plan = wanted[choose(wanted.length)]!;
    study = withRun(study, { plan, result: made(plan) });
  }
  return resultOf(study);
}

const inOrder = (design: StudyDesign) => conducted(design, () => 0);

describe('a study ends with the same runs whatever finished first', () => {
  test.each([
    ['fixed', { replications: 4 }],
    ['to a precision', { replications: { until: 0.025, max: 40 } }],
    ['tuned', { replications: 2, tune }],
    ['tuned and to a precision', { replications: { until: 0.025, max: 40 }, tune }],
  ] as const)('%s', (_, rest) => {
    const design = twoPoints(rest);
    const expected = inOrder(design);
    expect(expected.complete).toBe(true);
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (choices) => {
        expect(conducted(design, (count) => choices.next().value % count)).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  });
});

describe('the plan of a study', () => {
  test('a run that is wanted stays wanted until it has finished, and no two have one index', () => {
    let study = startStudy(twoPoints({ replications: { until: 0.025, max: 40 }, tune }));
    const seen = new Map<number, string>();
    let before: readonly PlannedRun[] = [];
    for (let wanted = pending(study); wanted.length > 0; wanted = pending(study)) {
      for (const plan of wanted) {
        const text = JSON.stringify(identityOf(plan));
        expect(seen.get(plan.index) ?? text).toBe(text);
        seen.set(plan.index, text);
      }
      expect(before.slice(1).every(({ index }) => wanted.some((plan) => plan.index === index))).toBe(true);
      before = wanted;
      study = withRun(study, { plan: wanted[0]!, result: made(wanted[0]!) });
    }
    expect(new Set(seen.values()).size).toBe(seen.size);
  });

  test('is as long as was said before the first run', () => {
    const counted = (rest: Partial<Scenario>) => runCountsOf(twoPoints(rest));
    expect(counted({ replications: 4 })).toEqual({ tune: 0, compare: { least: 16, most: 16 } });
    // Five rates, then two, two replications each: 14 runs for each of two algorithms at each of two points.
    expect(counted({ replications: 2, tune })).toEqual({ tune: 56, compare: { least: 8, most: 8 } });
    expect(counted({ replications: { until: 0.1, max: 30 } }).compare).toEqual({ least: 40, most: 120 });
    const { runs, tuningRuns, planned } = inOrder(twoPoints({ replications: 2, tune }));
    expect([tuningRuns.length, runs.length, planned]).toEqual([56, 8, 64]);
  });

  test('is as precise as was asked for, and no longer at any point than it need be', () => {
    const { runs } = inOrder(twoPoints({ replications: { until: 0.025, max: 40 } }));
    const most = [0, 1].map((point) =>
      Math.max(...runs.filter(({ plan }) => plan.point.index === point).map(({ plan }) => plan.replication)),
    );
    for (const n of most) {
      expect(n).toBeGreaterThan(10);
      expect(n).toBeLessThan(40);
      expect(n % 5).toBe(0);
    }
  });
});

describe('a tuned study', () => {
  const result = inOrder(twoPoints({ replications: 2, tune }));

  test('compares each algorithm with the rate that it found', () => {
    expect(
      result.tunings.map(({ point, algorithm, learningRate, edge }) => [
        point,
        algorithm,
        learningRate,
        edge,
      ]),
    ).toEqual([
      [0, 'bsp', 10, undefined],
      [0, 'ssp', 1, undefined],
      [1, 'bsp', 10, undefined],
      [1, 'ssp', 1, undefined],
    ]);
    const rates = result.runs.map(
      ({ result: { algorithm, learningRate } }) => `${algorithm} ${learningRate}`,
    );
    expect(new Set(rates)).toEqual(new Set(['bsp 10', 'ssp 1']));
  });

  test('meets other chance while it searches than while it compares', () => {
    expect(new Set(result.tuningRuns.map(({ plan }) => plan.replication))).toEqual(new Set([-1, -2]));
    expect(new Set(result.runs.map(({ plan }) => plan.replication))).toEqual(new Set([1, 2]));
  });

  test('tells the whole curve, round by round', () => {
    const rows = result.tunings[1]!.rows.map(({ round, learningRate, rank, kept, diverged, limits }) => [
      round,
      learningRate,
      rank,
      kept,
      diverged,
      limits.maxClocks,
    ]);
    expect(rows).toEqual([
      [1, 0.1, 2, true, 0, 30],
      [1, 1, 1, true, 0, 30],
      [1, 10, 3, false, 2, 30],
      [1, 100, 4, false, 2, 30],
      [1, 1000, 5, false, 2, 30],
      [2, 0.1, 2, false, 0, 90],
      [2, 1, 1, true, 0, 90],
    ]);
  });

  test('says when the best rate is at the edge of those that were tried', () => {
    const edges = (learningRate: readonly number[]) =>
      inOrder(twoPoints({ tune: { ...tune, learningRate } })).tunings.map(({ edge }) => edge);
    expect(edges([0.1, 0.5])).toEqual(['highest', 'highest', 'highest', 'highest']);
    expect(edges([10, 100])).toEqual(['lowest', 'lowest', 'lowest', 'lowest']);
  });

  test('leaves the rate of an algorithm alone that says so', () => {
    const design = twoPoints({ tune });
    const alone = (scenario: Scenario): Scenario => ({
      ...scenario,
      algorithms: scenario.algorithms.map((algorithm, a) =>
        a === 0 ? { ...algorithm, tune: 'none' } : algorithm,
      ),
    });
    const points = design.points.map((point) => ({ ...point, scenario: alone(point.scenario) }));
    const { runs, tunings } = inOrder({ ...design, points });
    expect(tunings.map(({ algorithm }) => algorithm)).toEqual(['ssp', 'ssp']);
    expect(runs[0]!.result.learningRate).toBe(0.5);
  });
});

describe('a tuned study in two passes', () => {
  const design = twoPoints({ replications: 2, tune });
  const whole = inOrder(design);

  test('comes to what one pass comes to', () => {
    const first = inOrder({ ...design, stage: 'tune' });
    expect(first.runs).toEqual([]);
    expect(first.tunings).toEqual(whole.tunings);
    const tunings = JSON.parse(JSON.stringify(first.tunings));
    const second = inOrder({ ...design, stage: 'compare', tunings });
    expect(second.tuningRuns).toEqual([]);
    expect(second.tunings).toEqual(whole.tunings);
    expect(second.runs).toEqual(whole.runs);
  });

  test('counts what is left', () => {
    expect(runCountsOf({ ...design, stage: 'tune' })).toEqual({ tune: 56, compare: { least: 0, most: 0 } });
    expect(runCountsOf({ ...design, stage: 'compare', tunings: whole.tunings })).toEqual({
      tune: 0,
      compare: { least: 8, most: 8 },
    });
  });
});

import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../src/scenarios/scenario.ts';
import type { RunResult } from '../../src/simulation/run-result.ts';
import { pending, resultOf as resultOfStudy, startStudy, withRun } from '../../src/studies/study.ts';
import { designOf } from '../../src/studies/study-design.ts';
import { type AlgorithmSummary, summaryOf } from '../../src/studies/study-summary.ts';
import { replicatedStudy, resultOf, scenarioOf, someWorker } from '../report/fixtures.ts';

const aimed: Partial<Scenario> = { stop: { objective: 0.3, maxClocks: 100 } };

function summaries(
  endings: Record<string, readonly Partial<RunResult>[]>,
  rest: Partial<Scenario> = aimed,
): Record<string, AlgorithmSummary> {
  return Object.fromEntries(summaryOf(replicatedStudy(endings, rest)).map((it) => [it.algorithm, it]));
}

const taking = (...seconds: number[]) => seconds.map((s) => ({ time: s * 1e9, updates: 10 * s }));
const missed = { status: 'stopped', time: 50e9 } as const;

describe('what the runs of an algorithm come to', () => {
  test('an example by hand', () => {
    const { bsp, ssp } = summaries({ bsp: taking(2, 4, 6), ssp: taking(1, 2, 2) });
    expect(bsp).toMatchObject({ n: 3, converged: 3, stopped: 0, diverged: 0, winShare: 0.5 });
    // Mean 4, s = 2, t of 2 degrees of freedom 4.302653: of the logarithm of the mean, half the width is t · s / (4 √3).
    expect(bsp!.time!.value).toBe(4);
    expect(bsp!.time!.high).toBeCloseTo(4 * Math.exp((4.302653 * 2) / (4 * Math.sqrt(3))), 5);
    expect(bsp!.updates!.value).toBe(40);
    expect(bsp!.timePerUpdate!.value).toBeCloseTo(0.1, 12);
    expect(bsp!.medianTime).toEqual({ value: 4, low: undefined, high: undefined });
    expect(bsp!.speedUp).toEqual({ value: 1, low: 1, high: 1 });
    // Ratios 2, 2, 3: the geometric mean is the cube root of 12.
    expect(ssp!.speedUp!.value).toBeCloseTo(Math.cbrt(12), 12);
    expect(ssp!.winShare).toBe(1);
  });

  test('one run that missed leaves no mean and no speed-up, and counts as never in median and wins', () => {
    const { bsp, ssp } = summaries({ bsp: taking(3, 3, 3), ssp: [...taking(1, 2), missed] });
    expect(ssp).toMatchObject({ n: 3, converged: 2, stopped: 1, time: undefined, updates: undefined });
    expect(ssp).toMatchObject({ timePerUpdate: undefined, speedUp: undefined });
    expect(ssp!.medianTime!.value).toBe(2);
    expect(ssp!.winShare).toBeCloseTo(2 / 3, 12);
    expect(bsp!.time!.value).toBe(3);
  });

  test('where the first algorithm missed nobody has a speed-up', () => {
    const { ssp } = summaries({ bsp: [missed, ...taking(3)], ssp: taking(1, 1) });
    expect(ssp!.speedUp).toBeUndefined();
    expect(ssp!.winShare).toBe(1);
  });

  test('stopped and diverged are told apart', () => {
    const { bsp } = summaries({ bsp: [missed, { status: 'diverged' }, ...taking(3)] });
    expect(bsp).toMatchObject({ n: 3, converged: 1, stopped: 1, diverged: 1 });
  });

  test('pairs are those of the same replication, as long as only some have finished', () => {
    const { ssp } = summaries({ bsp: taking(2, 8), ssp: taking(1) });
    expect(ssp!.speedUp).toEqual({ value: 2, low: undefined, high: undefined });
  });
});

describe('without a target every run that goes to its limit has done what was asked', () => {
  test('means are over those, and speed is the time per update', () => {
    const ending = (seconds: number, updates: number) => ({
      status: 'stopped' as const,
      time: seconds * 1e9,
      updates,
    });
    const { bsp, asp } = summaries(
      { bsp: [ending(10, 10), ending(10, 20)], asp: [ending(10, 40), ending(10, 20)] },
      { stop: { maxTime: 10 } },
    );
    expect(bsp!.time!.value).toBe(10);
    expect(bsp!.timePerUpdate!.value).toBe(0.75);
    // Ratios of time per update: 4 and 1, so 2.
    expect(asp!.speedUp!.value).toBeCloseTo(2, 12);
    expect(asp!.winShare).toBe(0.75);
    expect(asp!.restrictedTime).toBeUndefined();
  });

  test('one that diverged has not', () => {
    const { bsp } = summaries({ bsp: [{ status: 'diverged' }] }, { stop: { maxClocks: 5 } });
    expect(bsp!.time).toBeUndefined();
    expect(bsp!.medianTime!.value).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('the mean restricted to maxTime', () => {
  const limited: Partial<Scenario> = { stop: { objective: 0.3, maxTime: 50, maxClocks: 100 } };

  test('counts a run that never arrived as maxTime, one that diverged too', () => {
    const { bsp } = summaries(
      { bsp: [...taking(10, 20), { ...missed, clocksMin: 7 }, { status: 'diverged', time: 1e9 }] },
      limited,
    );
    expect(bsp!.restrictedTime!.value).toBe((10 + 20 + 50 + 50) / 4);
  });

  test('is not known where another limit cut a run short, or where there is no maxTime', () => {
    expect(
      summaries({ bsp: [...taking(10), { ...missed, clocksMin: 100 }] }, limited).bsp!.restrictedTime,
    ).toBeUndefined();
    expect(summaries({ bsp: taking(10) }).bsp!.restrictedTime).toBeUndefined();
  });
});

describe('the part of the time that workers wait', () => {
  test('is over all workers of a run, and has the interval of its runs', () => {
    // Runs of 2 s: one in which the workers wait 0.4 s and 0.8 s, and one in which they wait 0 s and 0.4 s: shares 0.3 and 0.1.
    const waiting = (...seconds: number[]) => ({
      workers: seconds.map((s) => ({ ...someWorker, wait: s * 1e9 })),
    });
    const { bsp } = summaries({ bsp: [waiting(0.4, 0.8), { ...waiting(0, 0.4), status: 'diverged' }] });
    expect(bsp!.shares.wait!.value).toBeCloseTo(0.2, 12);
    // s / √2 = 0.1, t of 1 degree of freedom 12.7062; odds 1/4, their logarithm known to within t · 0.1 / (0.2 · 0.8).
    const odds = 0.25 * Math.exp((12.7062 * 0.1) / 0.16);
    expect(bsp!.shares.wait!.high).toBeCloseTo(odds / (1 + odds), 6);
  });

  test('is 0 of a run that took no time', () => {
    expect(summaries({ bsp: [{ time: 0 }] }).bsp!.shares.wait!.value).toBe(0);
  });
});

describe('growth', () => {
  /** Seconds by algorithm, then point, then replication. */
  function growths(seconds: Record<string, readonly (readonly number[])[]>) {
    const [times] = Object.values(seconds);
    const scenario = scenarioOf(Object.keys(seconds), { replications: times![0]!.length, ...aimed });
    const points = times!.map((_, index) => ({ values: [index], scenario }));
    let study = startStudy(designOf({ scenario, document: { ...scenario }, paths: ['seed'], points }));
    for (const plan of pending(study)) {
      const { algorithm, point, replication } = plan;
      const [time] = taking(seconds[algorithm.label]![point.index]![replication - 1]!);
      study = withRun(study, {
        plan,
        result: resultOf({ algorithm: algorithm.label, replication, ...time }),
      });
    }
    return summaryOf(resultOfStudy(study)).map(({ growth }) => growth);
  }

  test('is over the same algorithm at the first point, replication by replication', () => {
    const [bsp, ssp, bspLater, sspLater] = growths({
      bsp: [
        [2, 4],
        [4, 8],
      ],
      ssp: [
        [1, 3],
        [3, 1],
      ],
    });
    expect([bsp, ssp]).toEqual(Array(2).fill({ value: 1, low: 1, high: 1 }));
    for (const bound of Object.values(bspLater!)) expect(bound).toBeCloseTo(2, 12);
    // Ratios 3 and 1/3: the logarithms' mean is 0, their s is √2 · log 3, and t of 1 degree of freedom 12.7062.
    expect(sspLater!.value).toBeCloseTo(1, 12);
    expect(Math.log(sspLater!.high!)).toBeCloseTo(12.7062 * Math.log(3), 4);
  });

  test('is not told without a sweep, nor where a run missed at either point', () => {
    expect(summaries({ bsp: taking(1, 2) }).bsp!.growth).toBeUndefined();
    const never = Number.POSITIVE_INFINITY;
    expect(
      growths({
        bsp: [
          [1, never],
          [2, 2],
        ],
      })[1],
    ).toBeUndefined();
  });
});

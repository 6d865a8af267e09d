import { describe, expect, test } from 'vitest';
import { confidenceOf, replicationsWanted } from '../../src/studies/replications.ts';
import { finishedRuns } from './synthetic-runs.ts';

const precision = { until: 0.05, max: 60 };

/** Runs whose times scatter by a factor of 1 ± `scatter` around `seconds`, up and down in turn. */
function scattered(n: number, seconds: number, scatter: number) {
  return finishedRuns(
    Array.from({ length: n }, (_, r) => ({
      time: Math.round(seconds * 1e9 * (1 + (r % 2 === 0 ? scatter : -scatter))),
    })),
  );
}

describe('a study with a precision looks after 10, 15, 20, … replications', () => {
  test('a number is a number', () => {
    expect(replicationsWanted(7, [[], []])).toBe(7);
    expect(confidenceOf(7)).toBe(0.95);
  });

  test('the first look comes when all algorithms have ten', () => {
    expect(replicationsWanted(precision, [[], []])).toBe(10);
    expect(replicationsWanted(precision, [scattered(10, 1, 0), scattered(9, 2, 0)])).toBe(10);
    expect(replicationsWanted(precision, [scattered(10, 1, 0), scattered(10, 2, 0)])).toBe(10);
  });

  test('it goes on while a speed-up is known less well than asked for', () => {
    // Log ratios of ln 1.1 and ln 0.9 in turn: s / √n = ln(1.1 / 0.9) / 2 / √(n − 1) for even n, times t for 97.875%.
    const half = (n: number, t: number) => (t * Math.log(1.1 / 0.9)) / 2 / Math.sqrt(n - 1);
    expect(half(20, 2.17)).toBeGreaterThan(Math.log(1.05));
    expect(half(25, 2.15)).toBeLessThan(Math.log(1.05));
    for (const [known, wanted] of [
      [10, 15],
      [15, 20],
      [20, 25],
      [25, 25],
      [40, 25],
    ] as const) {
      expect(replicationsWanted(precision, [scattered(known, 1, 0), scattered(known, 2, 0.1)])).toBe(wanted);
    }
  });

  test('luck that is shared does not keep it going', () => {
    expect(replicationsWanted(precision, [scattered(10, 1, 0.5), scattered(10, 2, 0.5)])).toBe(10);
  });

  test('it never asks for more than the most', () => {
    const wild = [scattered(60, 1, 0), scattered(60, 2, 0.9)];
    expect(replicationsWanted(precision, wild)).toBe(60);
    expect(replicationsWanted({ until: 0.05, max: 12 }, wild)).toBe(12);
    expect(replicationsWanted({ until: 0.05, max: 10 }, wild)).toBe(10);
  });

  test('a single algorithm is known by its mean', () => {
    expect(replicationsWanted(precision, [scattered(10, 1, 0.03)])).toBe(10);
    expect(replicationsWanted(precision, [scattered(10, 1, 0.1)])).toBe(15);
  });
});

describe('an algorithm that misses its goal is not waited for', () => {
  const missing = finishedRuns(Array.from({ length: 10 }, () => ({ status: 'stopped' as const })));

  test('where another missed, the speed-ups of the rest decide', () => {
    expect(replicationsWanted(precision, [scattered(10, 1, 0), missing, scattered(10, 1, 0.1)])).toBe(15);
    expect(replicationsWanted(precision, [scattered(10, 1, 0), missing, scattered(10, 1, 0.01)])).toBe(10);
  });

  test('where the first missed there are no speed-ups: the means of the rest decide', () => {
    expect(replicationsWanted(precision, [missing, scattered(10, 1, 0.5), scattered(10, 2, 0.5)])).toBe(15);
    expect(replicationsWanted(precision, [missing, scattered(10, 1, 0.02), scattered(10, 2, 0.02)])).toBe(10);
  });

  test('where all missed, more runs would tell nothing', () => {
    expect(replicationsWanted(precision, [missing, missing])).toBe(10);
  });
});

test('the intervals of a study that looks at them are a little wider', () => {
  expect(confidenceOf(precision)).toBeGreaterThan(0.95);
  expect(confidenceOf(precision)).toBeLessThan(0.96);
});

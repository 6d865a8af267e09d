import { describe, expect, it } from 'vitest';
import { readCalibration, readTriedShapes, withShape } from '../../experiments/paper/calibration.ts';
import { chosenRate } from '../../experiments/paper/figures/best-rate.ts';
import type { Tuning } from '../../src/studies/tuning/tuning.ts';

/** A search over rates 1, 2, 4 and so on, of which each has a rank and a number of seeds that arrived. */
function search(...outcomes: readonly (readonly [rank: number, converged: number])[]): Tuning {
  const rows = outcomes.map(([rank, converged], k) => ({
    round: 1,
    learningRate: 2 ** k,
    limits: undefined,
    converged,
    stopped: 3 - converged,
    diverged: 0,
    rank,
    kept: rank === 1,
  }));
  const best = rows.find(({ kept }) => kept)!;
  return {
    point: 0,
    algorithm: 'a',
    by: 'time',
    rows,
    learningRate: best.learningRate,
  } as unknown as Tuning;
}

describe('the rate that is chosen', () => {
  it('is the fastest of those with which every seed arrives, and not a faster one with which two of three do', () => {
    expect(chosenRate(search([4, 3], [3, 3], [1, 2], [2, 3]), 3)).toEqual({ rate: 8, edge: 'highest' });
    expect(chosenRate(search([3, 3], [2, 3], [1, 2], [4, 0]), 3)).toEqual({ rate: 2, edge: undefined });
  });

  it('is the best that there is where no rate brings every seed there', () => {
    expect(chosenRate(search([1, 2], [2, 1], [3, 0]), 3)).toEqual({ rate: 1, edge: 'lowest' });
  });
});

describe('the calibration', () => {
  it('has the shape with the least error for each of the data sets', () => {
    const calibration = readCalibration();
    for (const data of ['URL', 'CTR'] as const) {
      const those = readTriedShapes().filter((tried) => tried.data === data);
      const least = those.reduce((a, b) => (b.error < a.error ? b : a));
      expect(withShape(calibration, least)).toEqual(calibration);
    }
  });
});

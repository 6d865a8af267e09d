import { expect, test } from 'vitest';
import { progressText } from '../../src/cli/progress-bar.ts';

const second = {
  run: 2,
  runs: 5,
  algorithm: 'ssp',
  time: 12_340_000_000,
  updates: 1200,
  objective: 0.312044,
  fraction: 0.5,
};

test('the bar says which run, how far it has come and how long the rest will take', () => {
  // 1.5 of 5 runs took 3 s: the other 3.5 will take 7 s.
  expect(progressText(second, 3)).toBe(
    'run 2/5 ssp, 12.34 s simulated, 1200 updates, objective 0.31204, 7 s left',
  );
});

test('the bar claims nothing that is not known yet', () => {
  const first = { ...second, run: 1, objective: undefined, fraction: undefined };
  expect(progressText(first, 3)).toBe('run 1/5 ssp, 12.34 s simulated, 1200 updates');
});

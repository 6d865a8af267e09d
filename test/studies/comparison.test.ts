import { expect, test } from 'vitest';
import { fastestRuns, speedUpOf } from '../../src/studies/comparison.ts';
import { studyOf } from '../report/fixtures.ts';

const study = studyOf([
  { algorithm: 'bsp', time: 3e9 },
  { algorithm: 'ssp', time: 2e9 },
  { algorithm: 'asp', time: 1e9, status: 'diverged' },
  { algorithm: 'dynsgd', time: 2e9 },
]);

test('speed-up is the ratio of times to the target, and only of those that reached it', () => {
  expect(study.runs.map((run) => speedUpOf(study, run))).toEqual([1, 1.5, undefined, 1.5]);
});

test('nobody is faster than a first algorithm that never arrived', () => {
  const lost = studyOf([
    { algorithm: 'bsp', status: 'stopped' },
    { algorithm: 'ssp', time: 2e9 },
  ]);
  expect(lost.runs.map((run) => speedUpOf(lost, run))).toEqual([undefined, undefined]);
});

test('a target that holds at time zero gives no ratio', () => {
  const instant = studyOf([
    { algorithm: 'bsp', time: 0 },
    { algorithm: 'ssp', time: 0 },
  ]);
  expect(speedUpOf(instant, instant.runs[1]!)).toBeUndefined();
});

test('the fastest are those that reached the target first, ties included, the diverged never', () => {
  expect(fastestRuns(study.runs).map(({ result }) => result.algorithm)).toEqual(['ssp', 'dynsgd']);
  expect(fastestRuns([study.runs[2]!])).toEqual([]);
});

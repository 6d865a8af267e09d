import { expect, test } from 'vitest';
import type { RunResult } from '../../../src/simulation/run-result.ts';
import { medianResult, ranked } from '../../../src/studies/tuning/verdict.ts';
import { resultOf } from '../../report/fixtures.ts';

const reached = (seconds: number, updates = 10) => resultOf({ time: seconds * 1e9, updates });
const stopped = (objective: number) => resultOf({ status: 'stopped', objective });
const diverged = resultOf({ status: 'diverged', objective: Number.NaN });

function order(
  by: 'time' | 'updates' | 'objective',
  candidates: Record<number, readonly RunResult[]>,
): number[] {
  const given = Object.entries(candidates).map(([rate, results]) => ({ rate: Number(rate), results }));
  return ranked(given, by).map(({ rate }) => rate);
}

test('by time or updates: who reached the target comes first, then who came lowest, who diverged last', () => {
  const candidates = {
    1: [stopped(0.5)],
    2: [diverged],
    3: [reached(9, 1)],
    4: [stopped(0.4)],
    5: [reached(2, 7)],
  };
  expect(order('time', candidates)).toEqual([5, 3, 4, 1, 2]);
  expect(order('updates', candidates)).toEqual([3, 5, 4, 1, 2]);
});

test('by objective: the lower the better, who diverged last', () => {
  expect(
    order('objective', { 1: [stopped(0.5)], 2: [diverged], 3: [stopped(0.1)], 4: [stopped(0.3)] }),
  ).toEqual([3, 4, 1, 2]);
});

test('a rate is as good as its median run, the worse one of two in the middle', () => {
  expect(
    order('time', { 1: [reached(1), reached(50), reached(60)], 2: [reached(9), reached(8), reached(99)] }),
  ).toEqual([2, 1]);
  const four = { rate: 1, results: [reached(4), stopped(1), reached(1), reached(2)] };
  expect(medianResult(four, 'time').time).toBe(4e9);
});

test('a rate that ever diverged is behind every rate that never did', () => {
  expect(
    order('time', { 1: [reached(1), reached(1), diverged], 2: [stopped(9), stopped(9), stopped(9)] }),
  ).toEqual([2, 1]);
  expect(
    order('time', { 1: [reached(2), reached(2), diverged], 2: [reached(1), reached(1), diverged] }),
  ).toEqual([2, 1]);
});

test('of equals the smaller rate is the better', () => {
  expect(order('time', { 3: [reached(1)], 1: [reached(1)], 2: [reached(1)] })).toEqual([1, 2, 3]);
  expect(order('time', { 3: [diverged], 1: [diverged] })).toEqual([1, 3]);
});

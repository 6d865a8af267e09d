import { expect, test } from 'vitest';
import { withIntercept } from '../../src/workloads/intercept.ts';
import { denseSet, sparseSet, workloadOf } from './fixtures.ts';

const rows = [
  [0, 2],
  [3, 0],
  [0, 0],
];
const labels = [1, 2, 3];

test('an intercept is a last feature that is 1 in every example, and nothing else changes', () => {
  const wider = rows.map((row) => [...row, 1]);
  expect(withIntercept(denseSet(rows, labels))).toEqual(denseSet(wider, labels));
  expect(withIntercept(sparseSet(rows, labels))).toEqual(sparseSet(wider, labels));
});

test('an intercept costs one nonzero an example', () => {
  const nonzeros = (intercept: boolean) =>
    workloadOf(sparseSet(rows, labels), { intercept }).workers[0]!.plan(0).nonzeros;
  expect(nonzeros(true) - nonzeros(false)).toBe(3);
});

test('an intercept alone fits the mean', () => {
  const workload = workloadOf(denseSet([[0], [0]], [2, 4]), { intercept: true });
  expect(workload.objective(Float64Array.of(0, 3))).toBe(0.5);
});

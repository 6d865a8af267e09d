import { expect, test } from 'vitest';
import { figureDifferences, isSame } from '../../src/report/figures.ts';
import { changeWithInterval } from '../../src/report/intervals.ts';

test('figures differ by B − A, and relative to the size of A; words and what is missing have no difference', () => {
  const a = { scenario: 'x', time_s: '4', status: 'converged', old: '1', zero: '0', loss: '-2' };
  const b = { scenario: 'y', time_s: '3', status: 'stopped', zero: '5', loss: '-1', new: '7' };
  expect(figureDifferences(a, b, new Set(['scenario']))).toEqual([
    { name: 'time_s', a: '4', b: '3', difference: -1, relative: -0.25 },
    { name: 'status', a: 'converged', b: 'stopped', difference: undefined, relative: undefined },
    { name: 'old', a: '1', b: '', difference: undefined, relative: undefined },
    { name: 'zero', a: '0', b: '5', difference: 5, relative: undefined },
    { name: 'loss', a: '-2', b: '-1', difference: 1, relative: 0.5 },
    { name: 'new', a: '', b: '7', difference: undefined, relative: undefined },
  ]);
});

test('numbers are the same where they are written the same, which for doubles is bit for bit', () => {
  const [zero, other] = figureDifferences({ x: '0', y: '0.1' }, { x: '-0', y: '0.1' }, new Set());
  expect([isSame(zero!), isSame(other!)]).toEqual([false, true]);
});

test.each([
  [{ value: 0.62, low: 0.6, high: 0.65 }, '−38% [−40, −35]'],
  [{ value: 0.91, low: 0.857, high: 0.97 }, '−9.0% [−14.3, −3.0]'],
  [{ value: 0.98, low: undefined, high: undefined }, '−2.0%'],
  [{ value: 2.4, low: undefined, high: undefined }, '+140%'],
  [{ value: 1, low: 0.9999, high: 1.01 }, '0.0% [0.0, +1.0]'],
])('a ratio as a change in per cent: %s', (ratio, text) => {
  expect(changeWithInterval(ratio)).toBe(text);
});

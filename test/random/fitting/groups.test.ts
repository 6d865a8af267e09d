import { expect, test } from 'vitest';
import type { Variate } from '../../../src/base/options.ts';
import { groupsOf } from '../../../src/random/fitting/groups.ts';
import { Streams } from '../../../src/random/streams.ts';
import { samplerOf } from '../../../src/random/variate.ts';

function samples(logs: Variate, count: number, size: number): readonly Float64Array[] {
  const sampler = samplerOf(logs, new Streams(3, 1).stream(`groups/${size}`));
  return Array.from({ length: count }, (_, k) =>
    Float64Array.from({ length: size }, (_, index) => Math.exp(sampler.draw(k, index))),
  );
}

test('groups that lie apart are found, whatever the order of their members', () => {
  // The logarithms within a group differ by 0.03 at most, those between groups by 0.4 and more.
  const values = [2.02, 1.01, 1, 1.99, 3.01, 1.02, 2, 3, 1.03, 2.01, 1, 3.03];
  expect(groupsOf(values)).toEqual([
    [2, 10, 1, 5, 8],
    [3, 6, 9, 0],
    [7, 4, 11],
  ]);
  expect(groupsOf([1, 1.01, 1.02, 1, 1.03, 10, 10.1, 10.2, 9.9]).map(({ length }) => length)).toEqual([5, 4]);
});

test('few machines, equal ones and evenly spread ones are a single group', () => {
  expect(groupsOf([1, 5, 1, 5])).toHaveLength(1);
  expect(groupsOf(new Float64Array(20).fill(2))).toHaveLength(1);
  expect(groupsOf(Array.from({ length: 30 }, (_, k) => 1 + k / 30))).toHaveLength(1);
});

test.each<[string, Variate]>([
  ['even', { uniform: { min: 1, max: 2 } }],
  ['bell-shaped', { normal: { mean: 50, sd: 1 } }],
  ['exponential', { exponential: { mean: 1 } }],
])('of populations with %s logarithms a few in a hundred fall into groups', (_, logs) => {
  for (const size of [10, 30, 100]) {
    const found = samples(logs, 400, size).filter((values) => groupsOf(values).length > 1).length;
    // At most 1% for each of three numbers of groups: 12 expected, and four standard deviations of √12.
    expect(found, `${size} values`).toBeLessThan(26);
  }
});

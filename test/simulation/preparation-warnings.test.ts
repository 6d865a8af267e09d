import { expect, test } from 'vitest';
import { preparationWarnings } from '../../src/simulation/preparation-warnings.ts';
import { type Overrides, scenarioWith } from '../fixtures.ts';

/** What is said of workers with so many examples, whose strongest l2 term is `strongestL2`. */
function warningsOf(overrides: Overrides, examples: readonly number[], strongestL2 = 0): string[] {
  const workers = examples.map((count) => ({ examples: count }));
  const workload = { workers, strongestL2 } as unknown as Parameters<typeof preparationWarnings>[1];
  return preparationWarnings(scenarioWith(overrides), workload).map(
    ({ message, hint }) => `${message} (${hint})`,
  );
}

const EVEN = [10, 10, 11];

test('a step η · l2 · M/M_j of 2 or more is explained, for the algorithms that take it', () => {
  const algorithms = ['asp', { name: 'ssp', learningRate: 0.5 }];
  const said = warningsOf({ algorithms, training: { learningRate: 0.1 } }, EVEN, 4);
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('ssp: η·l2·M/M_j is 2.00 for some feature j.');
  expect(said[0]).toContain('(lower learningRate or l2, or use workload.features: all)');
  expect(warningsOf({ algorithms, training: { learningRate: 0.1 } }, EVEN, 3.99)).toEqual([]);
});

test('where η · l2 alone is 2 or more, no other way of holding features is advised', () => {
  const given = { algorithms: ['asp'], workload: { l2: 0.5 }, training: { learningRate: 4 } };
  expect(warningsOf(given, EVEN, 4)).toEqual([
    'asp: η·l2 is 2.00, and from 2 on each step takes every weight further from zero than it was (lower learningRate or l2)',
  ]);
  expect(warningsOf({ ...given, training: { learningRate: 3.9 } }, EVEN, 4)[0]).toContain(
    'η·l2·M/M_j is 15.6',
  );
});

test('more workers than a call takes arguments are looked at', () => {
  const many = Array.from({ length: 200_000 }, (_, worker) => 100 + 2 * (worker % 2));
  expect(warningsOf({}, many)).toHaveLength(1);
});

test('shards of unequal size are worth a word, for the algorithms that are not exact then', () => {
  const algorithms = ['asp', { name: 'bsp', weights: 'examples' }, { name: 'bsp', label: 'plain' }];
  expect(warningsOf({ algorithms }, [10, 30, 10])).toEqual([
    expect.stringMatching(
      /^workers have between 10 and 30 examples: asp, plain minimise the mean of the workers' objectives/,
    ),
  ]);
  expect(warningsOf({ algorithms: [{ name: 'bsp', weights: 'examples' }] }, [10, 30, 10])).toEqual([]);
});

test('one example more or less, or one in a hundred, is not worth a word', () => {
  expect(warningsOf({}, [10, 11])).toEqual([]);
  expect(warningsOf({}, [1000, 1010])).toEqual([]);
  expect(warningsOf({}, [1000, 1011])).toHaveLength(1);
  expect(warningsOf({}, [10, 12])).toHaveLength(1);
});

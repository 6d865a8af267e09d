import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.ts';
import { type PartitionKind, partitionExamples, proportionalSizes } from '../../src/workloads/partition.ts';

const kinds: PartitionKind[] = ['round-robin', 'contiguous', 'random', 'by-label', 'proportional'];

function deal(kind: PartitionKind, labels: number[], speeds: number[], seed = 1): number[][] {
  const shares = partitionExamples(kind, {
    labels: Float64Array.from(labels),
    workerSpeeds: Float64Array.from(speeds),
    uniforms: () => new Streams(seed, 1).stream('partition').sequence(0),
  });
  return shares.map((share) => Array.from(share));
}

const zeros = (count: number) => new Array<number>(count).fill(0);
const equal = (count: number) => new Array<number>(count).fill(1);

const arbitraryDeal = fc
  .array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 8 })
  .chain((speeds) =>
    fc.record({
      speeds: fc.constant(speeds),
      labels: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: speeds.length, maxLength: 40 }),
      kind: fc.constantFrom(...kinds),
      seed: fc.nat(),
    }),
  );

test('every example is learnt from by exactly one worker, and every worker has one', () => {
  fc.assert(
    fc.property(arbitraryDeal, ({ kind, labels, speeds, seed }) => {
      const shares = deal(kind, labels, speeds, seed);
      expect(shares).toHaveLength(speeds.length);
      for (const share of shares) expect(share.length).toBeGreaterThan(0);
      expect(shares.flat().sort((a, b) => a - b)).toEqual(labels.map((_, i) => i));
    }),
  );
});

test('the partitions do what they are called', () => {
  expect(deal('round-robin', zeros(7), equal(3))).toEqual([
    [0, 3, 6],
    [1, 4],
    [2, 5],
  ]);
  // ⌊7/3⌋ = 2, ⌊14/3⌋ = 4.
  expect(deal('contiguous', zeros(7), equal(3))).toEqual([
    [0, 1],
    [2, 3],
    [4, 5, 6],
  ]);
  expect(deal('by-label', [2, 1, 2, 1, 0], equal(2))).toEqual([
    [4, 1],
    [3, 0, 2],
  ]);
});

test('a random partition is even, follows the seed, and keeps the order of the file within a worker', () => {
  const shares = deal('random', zeros(103), equal(4), 5);
  expect(shares.map((share) => share.length)).toEqual([25, 26, 26, 26]);
  for (const share of shares) expect(share).toEqual([...share].sort((a, b) => a - b));
  expect(deal('random', zeros(103), equal(4), 5)).toEqual(shares);
  expect(deal('random', zeros(103), equal(4), 6)).not.toEqual(shares);
});

test('shares follow the speeds of machines to within one example', () => {
  fc.assert(
    fc.property(arbitraryDeal, ({ labels, speeds }) => {
      const sizes = proportionalSizes(labels.length, Float64Array.from(speeds));
      const total = speeds.reduce((sum, speed) => sum + speed, 0);
      const starved = speeds.some((speed) => (labels.length * speed) / total < 1);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(labels.length);
      sizes.forEach((size, worker) => {
        const quota = (labels.length * speeds[worker]!) / total;
        expect(size).toBeGreaterThanOrEqual(1);
        if (!starved) expect(Math.abs(size - quota)).toBeLessThan(1);
      });
    }),
  );
});

test('largest remainders decide who gets the rest, and nobody gets nothing', () => {
  // Quotas 4.5, 3.375, 1.125: floors 4, 3, 1 leave one, for the largest remainder.
  expect(Array.from(proportionalSizes(9, Float64Array.of(4, 3, 1)))).toEqual([5, 3, 1]);
  // Quotas 4.995, 0.005: the slow one takes one from the fast one.
  expect(Array.from(proportionalSizes(5, Float64Array.of(999, 1)))).toEqual([4, 1]);
});

test('machines of one speed share proportionally as round-robin does', () => {
  for (let count = 3; count < 20; count++) {
    expect(deal('proportional', zeros(count), equal(3))).toEqual(deal('round-robin', zeros(count), equal(3)));
  }
});

test('a proportional share is spread over the whole file', () => {
  // Sizes 6, 3, 3: of every four consecutive examples, two, one and one.
  expect(deal('proportional', zeros(12), [2, 1, 1])).toEqual([
    [0, 3, 4, 7, 8, 11],
    [1, 5, 9],
    [2, 6, 10],
  ]);
  // Places 0, 1/3, 2/3 and 0: the second worker's example follows the first one's first.
  expect(deal('proportional', zeros(4), [3, 1])).toEqual([[0, 2, 3], [1]]);
});

test('more workers than examples are refused, and the first worker without any is named', () => {
  for (const kind of kinds) {
    expect(() => deal(kind, zeros(3), equal(5))).toThrow(
      'cluster.workers: 5 workers share 3 training examples: worker 3 has 0 of them (allowed: at most 3 workers)',
    );
  }
});

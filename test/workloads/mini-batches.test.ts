import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.ts';
import { fixedOrder, newOrderEveryEpoch, shuffled } from '../../src/workloads/example-order.ts';
import { type BatchSize, checkBatchSize, miniBatchesOf, slicesOf } from '../../src/workloads/mini-batches.ts';
import { visitBatches, type Walk } from '../../src/workloads/walk.ts';

/** The rows of mini-batch `batch`, one list for each part that lies in one epoch. */
function partsOf(walk: Walk, batch: number, count = 1): number[][] {
  const parts: number[][] = [];
  visitBatches(walk, batch, count, (rows, from, to) => void parts.push(Array.from(rows.slice(from, to))));
  return parts;
}

function walkOver(batchSize: BatchSize, order: Walk['order'], examples: number): Walk {
  return { order, batches: miniBatchesOf(batchSize, examples), batchesPerClock: 1 };
}

test('mini-batches follow the order of the shard, wrap around, and go on where the last one ended', () => {
  const walk = walkOver(3, fixedOrder(Uint32Array.of(10, 11, 12, 13, 14)), 5);
  expect([0, 1, 2, 3, 4, 5].map((batch) => partsOf(walk, batch).flat())).toEqual([
    [10, 11, 12],
    [13, 14, 10],
    [11, 12, 13],
    [14, 10, 11],
    [12, 13, 14],
    [10, 11, 12],
  ]);
  expect(walk.batches.period).toBe(5);
});

test('a percentage cuts a shard into slices that cover it once an epoch', () => {
  const walk = walkOver('25%', fixedOrder(Uint32Array.of(0, 1, 2, 3, 4, 5, 6)), 7);
  // Slices start at ⌊0⌋, ⌊7/4⌋ = 1, ⌊14/4⌋ = 3, ⌊21/4⌋ = 5.
  expect([0, 1, 2, 3, 4].map((batch) => partsOf(walk, batch))).toEqual([
    [[0]],
    [[1, 2]],
    [[3, 4]],
    [[5, 6]],
    [[0]],
  ]);
  expect(walk.batches.period).toBe(4);
  expect(walk.batches.largest).toBe(2);
});

test('every batch size goes through all examples equally often', () => {
  const sizes = fc.oneof(
    fc.integer({ min: 1, max: 12 }),
    fc.constantFrom<BatchSize>('100%', '50%', '12.5%', '10%', '33.333333333333336%'),
  );
  fc.assert(
    fc.property(sizes, fc.integer({ min: 12, max: 40 }), (batchSize, examples) => {
      const walk = walkOver(
        batchSize,
        fixedOrder(Uint32Array.from({ length: examples }, (_, i) => i)),
        examples,
      );
      const seen = new Array<number>(examples).fill(0);
      for (let batch = 0; batch < walk.batches.period; batch++) {
        const rows = partsOf(walk, batch).flat();
        expect(rows.length).toBeGreaterThan(0);
        expect(rows.length).toBeLessThanOrEqual(walk.batches.largest);
        for (const row of rows) seen[row]!++;
      }
      expect(new Set(seen).size).toBe(1);
      expect(partsOf(walk, walk.batches.period).flat()).toEqual(partsOf(walk, 0).flat());
    }),
  );
});

test('percentages that divide 100 are whole numbers of slices', () => {
  expect(
    ['100%', '10%', '2.5%', '0.1%', '33.333333333333336%'].map((p) => slicesOf(p as `${number}%`)),
  ).toEqual([1, 10, 40, 1000, 3]);
});

test('a mini-batch across two epochs takes its first examples from one order and the rest from the next', () => {
  const stream = new Streams(1, 1).stream('shuffle');
  const rows = Uint32Array.from({ length: 5 }, (_, i) => i);
  const walk = walkOver(3, newOrderEveryEpoch(rows, stream, 2), 5);
  const first = Array.from(shuffled(rows, stream, 2, 0));
  const second = Array.from(shuffled(rows, stream, 2, 1));
  expect(partsOf(walk, 1)).toEqual([first.slice(3), second.slice(0, 1)]);
  expect(partsOf(walk, 0, 4)).toEqual([first, second, Array.from(shuffled(rows, stream, 2, 2)).slice(0, 2)]);
});

test('the order of an epoch does not depend on which epochs were asked for before', () => {
  const stream = new Streams(3, 1).stream('shuffle');
  const rows = Uint32Array.from({ length: 20 }, (_, i) => i);
  const inOrder = newOrderEveryEpoch(rows, stream, 0);
  const expected = [0, 1, 2, 3, 4, 5].map((epoch) => Array.from(inOrder.ofEpoch(epoch)));
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 20 }), (epochs) => {
      const order = newOrderEveryEpoch(rows, stream, 0);
      for (const epoch of epochs) expect(Array.from(order.ofEpoch(epoch))).toEqual(expected[epoch]);
    }),
  );
  expect(new Set(expected.map(String)).size).toBe(6);
  expect(Array.from(rows)).toEqual(Array.from({ length: 20 }, (_, i) => i));
});

test('workers and epochs have orders of their own, all of them complete', () => {
  const stream = new Streams(3, 1).stream('shuffle');
  const rows = Uint32Array.from({ length: 30 }, (_, i) => 2 * i);
  const orders = [0, 1].flatMap((worker) => [0, 1].map((epoch) => shuffled(rows, stream, worker, epoch)));
  expect(new Set(orders.map(String)).size).toBe(4);
  for (const order of orders) expect(Array.from(order.sort())).toEqual(Array.from(rows));
});

test.each([
  [8, [9, 5, 7, 5], '8 (allowed: at most 5 here, since worker 1 has the fewest training examples, 5)'],
  [
    '10%',
    [12, 9],
    '10% makes 10 mini-batches (allowed: at most 9, such as 20%, since worker 1 has the fewest training examples, 9)',
  ],
  [
    '1%',
    [99],
    '1% makes 100 mini-batches (allowed: at most 99, such as 2%, since worker 0 has the fewest training examples, 99)',
  ],
  [1, [3, 0], 'worker 1 has no training examples (allowed: at least one for every worker)'],
] as const)(
  'the largest mini-batches that all workers have examples for are named: %s of %j',
  (batchSize, examples, message) => {
    expect(() => checkBatchSize(batchSize, examples)).toThrow(`workload.batchSize: ${message}`);
  },
);

test('just enough examples are enough', () => {
  expect(() => checkBatchSize('10%', [10, 11])).not.toThrow();
  expect(() => checkBatchSize(5, [6, 5])).not.toThrow();
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.ts';
import { fixedOrder, newOrderEveryEpoch, shuffled } from '../../src/workloads/example-order.ts';
import { type BatchSize, miniBatchesOf, slicesOf } from '../../src/workloads/mini-batches.ts';
import { visitBatches, type Walk } from '../../src/workloads/walk.ts';

/** The rows of mini-batch `batch`, one list for each part that lies in one epoch. */
function partsOf(walk: Walk, batch: number, count = 1): number[][] {
  const parts: number[][] = [];
  visitBatches(walk, batch, count, (rows, from, to) => void parts.push(Array.from(rows.slice(from, to))));
  return parts;
}

function walkOver(batchSize: BatchSize, order: Walk['order'], examples: number): Walk {
  return { order, batches: miniBatchesOf(batchSize, examples, 0), batchesPerClock: 1 };
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

test('a worker with too few examples is named, with what it has and what it needs', () => {
  expect(() => miniBatchesOf(8, 5, 3)).toThrow(
    'workload.batchSize: worker 3 has 5 training examples, too few for batchSize 8 (allowed: at least 8 examples for every worker)',
  );
  expect(() => miniBatchesOf('10%', 9, 0)).toThrow(
    'worker 0 has 9 training examples, too few for batchSize 10% (10 mini-batches) (allowed: at least 10',
  );
  expect(() => miniBatchesOf('10%', 10, 0)).not.toThrow();
  expect(() => miniBatchesOf(5, 5, 0)).not.toThrow();
});

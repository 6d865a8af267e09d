import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SparseRows } from '../../src/workloads/data-set.ts';
import {
  holdEverything,
  LocalFeatures,
  serverShardOffsets,
  serverShardSizes,
  sizesBetween,
} from '../../src/workloads/held-parameters.ts';
import { LocalRows } from '../../src/workloads/local-rows.ts';
import { arbitraryRows, sparseSet } from './fixtures.ts';

function sparse(rows: number[][]): { examples: SparseRows; features: number } {
  const { examples, features } = sparseSet(rows, new Array(rows.length).fill(0));
  if (examples.kind !== 'sparse') throw new Error('sparse rows are sparse');
  return { examples, features };
}

test('server shards are the ranges of the design, all parameters once', () => {
  expect(Array.from(serverShardOffsets(10, 3))).toEqual([0, 3, 6, 10]);
  expect(Array.from(serverShardOffsets(4, 4))).toEqual([0, 1, 2, 3, 4]);
  expect(serverShardSizes(10, 3)).toEqual(sizesBetween(serverShardOffsets(10, 3)));
});

test('the most popular features of a worker come first within each server shard', () => {
  // Feature:    0  1  2  3  4  5, in so many of the worker's rows 0, 1, 3 (row 2 is another worker's):
  const rows = [
    [1, 0, 1, 0, 1, 0],
    [0, 0, 1, 1, 1, 0],
    [1, 1, 1, 1, 1, 1],
    [0, 0, 0, 0, 1, 5],
  ];
  const { examples, features } = sparse(rows);
  const holder = new LocalFeatures(examples, features, 1, serverShardOffsets(6, 2));
  const held = holder.of(Uint32Array.of(0, 1, 3));
  // Counts: 0 → 1, 2 → 2 | 3 → 1, 4 → 3, 5 → 1; feature 1 is not held.
  expect(Array.from(held.features!)).toEqual([2, 0, 4, 3, 5]);
  expect(Array.from(held.parameters.globalIndices!)).toEqual([2, 0, 4, 3, 5]);
  expect(Array.from(held.parameters.shardOffsets)).toEqual([0, 2, 5]);
  // The tables are clean again for the next worker.
  expect(Array.from(holder.of(Uint32Array.of(2)).features!)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('a feature whose parameters lie in two server shards is the last of the first one', () => {
  // K = 2: parameters of feature 2 are 4 and 5; shards are [0, 5) and [5, 10).
  const { examples, features } = sparse([
    [1, 0, 1, 1, 0],
    [0, 1, 1, 0, 1],
    [0, 1, 1, 1, 1],
  ]);
  const bounds = serverShardOffsets(10, 2);
  const held = new LocalFeatures(examples, features, 2, bounds).of(Uint32Array.of(0, 1, 2));
  expect(Array.from(held.features!)).toEqual([1, 0, 2, 3, 4]);
  expect(Array.from(held.parameters.globalIndices!)).toEqual([2, 3, 0, 1, 4, 5, 6, 7, 8, 9]);
  expect(Array.from(held.parameters.shardOffsets)).toEqual([0, 5, 10]);
});

test('positions of a server shard hold just the parameters of that shard that the worker needs', () => {
  const cases = fc.record({
    data: arbitraryRows(2, 8, 9),
    outputs: fc.integer({ min: 1, max: 4 }),
    shards: fc.integer({ min: 1, max: 9 }),
    take: fc.integer({ min: 1, max: 8 }),
  });
  fc.assert(
    fc.property(cases, ({ data, outputs, shards, take }) => {
      const { examples, features } = sparse(data.rows);
      fc.pre(shards <= features * outputs);
      const bounds = serverShardOffsets(features * outputs, shards);
      const mine = data.rows.slice(0, take);
      const {
        features: order,
        count,
        parameters,
      } = new LocalFeatures(examples, features, outputs, bounds).of(Uint32Array.from(mine, (_, i) => i));
      const needed = data.rows[0]!.map((_, j) => j).filter((j) => mine.some((row) => row[j] !== 0));
      expect(Array.from(order!).sort((a, b) => a - b)).toEqual(needed);
      expect(count).toBe(needed.length);
      expect(parameters.count).toBe(needed.length * outputs);
      for (let shard = 0; shard < shards; shard++) {
        const here = parameters.globalIndices!.slice(
          parameters.shardOffsets[shard]!,
          parameters.shardOffsets[shard + 1]!,
        );
        const expected = needed
          .flatMap((j) => Array.from({ length: outputs }, (_, k) => j * outputs + k))
          .filter((i) => i >= bounds[shard]! && i < bounds[shard + 1]!);
        expect(Array.from(here).sort((a, b) => a - b)).toEqual(expected);
      }
      order!.forEach((feature, place) => {
        const positions = parameters.globalIndices!.slice(place * outputs, (place + 1) * outputs);
        expect(Array.from(positions)).toEqual(
          Array.from({ length: outputs }, (_, k) => feature * outputs + k),
        );
      });
    }),
  );
});

test('who holds everything holds it in its own order', () => {
  const { features, count, parameters } = holdEverything(4, 3, serverShardOffsets(12, 2));
  expect([features, count, parameters.globalIndices, parameters.count]).toEqual([null, 4, null, 12]);
  expect(Array.from(parameters.shardOffsets)).toEqual([0, 6, 12]);
});

test("a worker's own rows say the same as the rows of the file, entries in the same order", () => {
  const rows = [
    [1, 0, 2],
    [0, 3, 4],
    [5, 6, 7],
  ];
  const { examples, features } = sparse(rows);
  const own = new LocalRows(examples, features).of(Uint32Array.of(2, 0), Uint32Array.of(2, 0, 1));
  expect(own).toEqual({
    kind: 'sparse',
    offsets: Float64Array.of(0, 3, 5),
    // Features 0, 1, 2 have places 1, 2, 0.
    indices: Uint32Array.of(1, 2, 0, 1, 0),
    values: Float64Array.of(5, 6, 7, 1, 2),
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.ts';
import type { DataSet } from '../../src/workloads/data-set.ts';
import { selectRows, splitHoldOut } from '../../src/workloads/split.ts';
import { messageOf } from './formats/pieces.ts';

/** Row i has label i and i mod 3 entries of value i; dense rows have i and 2i. */
function numbered(rows: number, kind: 'sparse' | 'dense'): DataSet {
  const labels = Float64Array.from({ length: rows }, (_, i) => i);
  if (kind === 'dense') {
    const values = Float64Array.from({ length: 2 * rows }, (_, k) => (1 + (k % 2)) * Math.floor(k / 2));
    return { rows, features: 2, labels, examples: { kind, values } };
  }
  const counts = Array.from(labels, (i) => i % 3);
  const offsets = Float64Array.from([
    0,
    ...counts.map((_, i) => counts.slice(0, i + 1).reduce((a, b) => a + b)),
  ]);
  const indices = Uint32Array.from(counts.flatMap((count) => Array.from({ length: count }, (_, k) => k)));
  const values = Float64Array.from(counts.flatMap((count, i) => Array.from({ length: count }, () => i)));
  return { rows, features: 2, labels, examples: { kind, offsets, indices, values } };
}

/** The entries of a row that has label i. */
function rowOf({ labels, examples, features }: DataSet, row: number): unknown {
  if (examples.kind === 'dense')
    return [labels[row], ...examples.values.slice(row * features, (row + 1) * features)];
  const { offsets, indices, values } = examples;
  const entries = (array: Uint32Array | Float64Array) =>
    Array.from(array.slice(offsets[row]!, offsets[row + 1]!));
  return [labels[row], entries(indices), entries(values)];
}

test('every example is in exactly one part, whole, and both parts keep the order of the file', () => {
  const kinds = fc.constantFrom('sparse' as const, 'dense' as const);
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 60 }),
      fc.double({ min: 0.3, max: 0.7, noNaN: true }),
      kinds,
      fc.nat(),
      (rows, part, kind, seed) => {
        const data = numbered(rows, kind);
        const { train, test: held } = splitHoldOut(data, part, new Streams(seed, 0));
        expect(held!.rows).toBe(Math.round(part * rows));
        expect([...train.labels, ...held!.labels].sort((a, b) => a - b)).toEqual(Array.from(data.labels));
        for (const set of [train, held!]) {
          expect(set.features).toBe(2);
          expect(set.labels.slice().sort()).toEqual(set.labels);
          set.labels.forEach((label, row) => {
            expect(rowOf(set, row)).toEqual(rowOf(data, label));
          });
        }
      },
    ),
  );
});

test('who is held out depends on the seed, and on nothing else', () => {
  const data = numbered(1000, 'dense');
  const held = (seed: number) => splitHoldOut(data, 0.2, new Streams(seed, 0)).test!.labels;
  expect(held(1)).toEqual(held(1));
  expect(held(1)).not.toEqual(held(2));
});

test('each example is held out equally often', () => {
  const data = numbered(10, 'dense');
  const counts = new Uint32Array(10);
  for (let seed = 0; seed < 2000; seed++) {
    splitHoldOut(data, 0.3, new Streams(seed, 0)).test!.labels.forEach((label) => {
      counts[label]!++;
    });
  }
  // Binomial(2000, 0.3): standard deviation 20.5; five of them.
  for (const count of counts) expect(Math.abs(count - 600)).toBeLessThan(103);
});

test('a part that leaves nothing to train or to test on is refused', () => {
  const allowed = 'allowed: a part that holds out at least one example and leaves at least one';
  const split = (part: number) =>
    messageOf(() => splitHoldOut(numbered(4, 'sparse'), part, new Streams(1, 0)));
  expect(split(0.1)).toBe(
    `InputError: workload.data.test: 0.1 of 4 examples leaves none to test on (${allowed})`,
  );
  expect(split(0.9)).toBe(
    `InputError: workload.data.test: 0.9 of 4 examples leaves none to train on (${allowed})`,
  );
});

test('rows can be selected in any order, and more than once', () => {
  const data = numbered(6, 'sparse');
  const selected = selectRows(data, Uint32Array.of(5, 2, 5, 3));
  expect([0, 1, 2, 3].map((row) => rowOf(selected, row))).toEqual(
    [5, 2, 5, 3].map((row) => rowOf(data, row)),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dealingOf } from '../../src/workloads/dealt-worker.ts';
import type { WorkerShard } from '../../src/workloads/workload.ts';
import { denseSet, workloadOf } from './fixtures.ts';

const WORKERS = 3;
const plan = { batches: 1, examples: 0, nonzeros: 0, carried: null };
const held = { count: 1, globalIndices: null, shardOffsets: Uint32Array.of(0, 1) };

/** A worker that only says which examples it was made with. */
const fake = (rows: Uint32Array): WorkerShard => ({
  examples: rows.length,
  held,
  plan: () => plan,
  train: (_, __, update) => {
    update.set(rows);
  },
});

/** The examples through which `clock` of a worker goes. */
function computedBy(worker: WorkerShard, clock: number): number[] {
  worker.plan(clock);
  const rows = new Float64Array(20).fill(-1);
  worker.train(clock, rows, rows, 0, undefined as never);
  return [...rows].filter((row) => row >= 0);
}

test('whatever moves, every example belongs to exactly one worker, the last given first and in its order', () => {
  const moves = fc.array(
    fc.record({ from: fc.nat(WORKERS - 1), to: fc.nat(WORKERS - 1), count: fc.nat(4) }),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(moves, (given) => {
      const expected = [
        [0, 1, 2, 3, 4, 5],
        [6, 7, 8],
        [9, 10, 11, 12],
      ];
      const dealing = dealingOf(
        expected.map((rows) => Uint32Array.from(rows)),
        () => fake,
      );
      given.forEach(({ from, to, count }, k) => {
        if (from === to || count > expected[from]!.length) return;
        dealing.move(from, to, count);
        expected[to]!.push(...expected[from]!.splice(expected[from]!.length - count));
        const clock = k + 1;
        expect(dealing.workers.map((worker) => computedBy(worker, clock))).toEqual(expected);
        expect(dealing.workers.map(({ examples }) => examples)).toEqual(expected.map(({ length }) => length));
      });
    }),
  );
});

test('what moves in the course of a clock counts from the next', () => {
  const dealing = dealingOf([Uint32Array.of(0, 1), Uint32Array.of(2, 3)], () => fake);
  dealing.workers[1]!.plan(1);
  dealing.move(0, 1, 1);
  expect(computedBy(dealing.workers[1]!, 1)).toEqual([2, 3]);
  expect(computedBy(dealing.workers[1]!, 2)).toEqual([2, 3, 1]);
});

/** Gradients of least squares at 0 are −y x, so that a step of rate 1 on x = 1 adds the mean label of each slice. */
test('slices are cut anew from the examples that a worker has', () => {
  const labels = [1, 2, 3, 4, 5, 6, 7, 8];
  const workload = workloadOf(
    denseSet(
      labels.map(() => [1]),
      labels,
    ),
    { features: 'all', batchSize: '50%', batchesPerClock: 2, partition: 'contiguous' },
    { workers: 2, workerSpeeds: Float64Array.of(1, 1) },
  );
  const dealing = workload.deal!();
  const counts = (clock: number) => dealing.workers.map((worker) => worker.plan(clock).examples);
  expect(counts(0)).toEqual([4, 4]);
  dealing.move(0, 1, 2);
  expect(counts(0)).toEqual([4, 4]);
  expect(counts(1)).toEqual([2, 6]);
  const update = new Float64Array(1);
  const steps: number[] = [];
  const record = {
    step: (gradient: Float64Array) => {
      steps.push(gradient[0]!);
      gradient[0] = 0;
    },
  };
  dealing.workers[1]!.train(1, new Float64Array(1), update, 1, record as never);
  // Labels 5, 6, 7 and then 8 with 3, 4, which came last.
  expect(steps).toEqual([-6, -5]);
});

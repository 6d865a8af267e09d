import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PushedUpdates } from '../../src/simulation/pushed-updates.ts';
import { denseSize, updateSize } from '../../src/simulation/wire-format.ts';
import { serverShardOffsets } from '../../src/workloads/held-parameters.ts';
import type { WorkerShard } from '../../src/workloads/workload.ts';
import { observed, runToEnd, scripted } from './runs.ts';

const WIRE = { headerBytes: 64, valueBytes: 8, indexBytes: 4 };

test('server shard k of S holds the parameters from ⌊k·d/S⌋ up to the next', () => {
  const starts = (d: number, shards: number) => [...serverShardOffsets(d, shards)];
  expect(starts(10, 3)).toEqual([0, 3, 6, 10]);
  expect(starts(3, 3)).toEqual([0, 1, 2, 3]);
  expect(starts(8, 1)).toEqual([0, 8]);
});

test('an update goes sparse or dense, whichever is smaller; a message with nothing to carry is a header', () => {
  expect(denseSize(100, WIRE)).toEqual({ values: 100, bytes: 864 });
  // Sparse values cost 12 bytes, dense ones 8: 66 of 100 are 792, 67 are 804.
  expect(updateSize(66, 100, WIRE)).toEqual({ values: 66, bytes: 64 + 792 });
  expect(updateSize(67, 100, WIRE)).toEqual({ values: 100, bytes: 64 + 800 });
  expect(updateSize(0, 100, WIRE)).toEqual({ values: 0, bytes: 64 });
  expect(updateSize(0, 0, WIRE)).toEqual({ values: 0, bytes: 64 });
  // As many bytes either way: dense, which needs no indices.
  expect(updateSize(2, 3, WIRE)).toEqual({ values: 3, bytes: 88 });
});

test('an encoded update has a scale, and bits for values; only where zero can be written is it dense with gaps', () => {
  const bytes = { bitsPerValue: 8, writesZero: true };
  // A header and a scale are 72 B. 20 of 100: 20 bytes and 20 indices, as many as 100 bytes for all.
  expect(updateSize(19, 100, WIRE, bytes)).toEqual({ values: 19, bytes: 72 + 95 });
  expect(updateSize(20, 100, WIRE, bytes)).toEqual({ values: 100, bytes: 72 + 100 });
  expect(updateSize(0, 100, WIRE, bytes)).toEqual({ values: 0, bytes: 64 });
  const bits = { bitsPerValue: 1, writesZero: false };
  expect(updateSize(99, 100, WIRE, bits)).toEqual({ values: 99, bytes: 72 + 13 + 4 * 99 });
  expect(updateSize(100, 100, WIRE, bits)).toEqual({ values: 100, bytes: 72 + 13 });
});

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, k) => from + k);

/**
 * 20 parameters on two shards; worker 0 holds only those of shard 0. Latency 10 ns, 1 B per ns; header 10 B, value 1 B, index 1 B.
 * Worker 0 ends clock 0 at 100, worker 1 at 95; clocks after that take 100 and 1000.
 */
const lopsided = scripted(
  {
    holds: (worker) => (worker === 0 ? range(0, 10) : null),
    carries: (worker, clock) => (worker === 1 && clock === 1 ? [0, 3, 9, 15] : null),
    update: (worker, clock) => (worker + 1) * (clock + 1),
    examples: (worker, clock) => (worker === 0 ? 100 : clock === 0 ? 95 : 1000),
  },
  {
    cluster: { workers: 2, servers: { count: 2 } },
    workload: { computeTime: { perBatch: 0, perExample: '1 ns' } },
    stop: { maxUpdates: 4 },
  },
  20,
);

test('two shards by hand: sizes by what is held and carried, staleness by shard and over whole updates', () => {
  const { lines, result } = observed(lopsided);
  expect(lines.filter((line) => /w0|updated/.test(line) && !/arrived|pull-sent|started/.test(line))).toEqual([
    '100 clock-finished w0 c0',
    '100 push-sent w0 c0 s0 20 B', // 10 values: 30 ns
    '100 push-sent w0 c0 s1 10 B', // nothing: 20 ns
    '120 push-handled w0 c0 s1 stale 0',
    '120 pull-answered w0 c1 s1 min 0 10 B', // before the push of worker 1 arrives here, at 125
    '125 updated w1 c0 stale 0',
    '130 push-handled w0 c0 s0 stale 1', // after it
    '130 updated w0 c0 stale 1',
    '130 pull-answered w0 c1 s0 min 1 20 B',
    '160 pulled w0 c1 min 0', // the smaller of both
    '260 clock-finished w0 c1',
    '260 push-sent w0 c1 s0 20 B',
    '260 push-sent w0 c1 s1 10 B',
    '280 push-handled w0 c1 s1 stale 1', // that of worker 1 came after the answer of shard 1
    '280 pull-answered w0 c2 s1 min 1 10 B',
    '290 push-handled w0 c1 s0 stale 0', // and before that of shard 0
    '290 updated w0 c1 stale 1', // as a whole it was not complete at the first answer
    '290 pull-answered w0 c2 s0 min 1 20 B',
    '320 pulled w0 c2 min 1',
    '420 clock-finished w0 c2',
    '420 push-sent w0 c2 s0 20 B',
    '420 push-sent w0 c2 s1 10 B',
    '440 push-handled w0 c2 s1 stale 0',
    '440 pull-answered w0 c3 s1 min 1 10 B',
    '450 push-handled w0 c2 s0 stale 0',
    '450 updated w0 c2 stale 0',
  ]);
  expect(result.stalenessMean).toBe(2 / 4);
  // Worker 1 pushes 20 B to each shard, worker 0 three times 20 and 10. Four pulls are two requests of 10 each; answered are one of
  // worker 1, two of worker 0, and of its third the part of shard 1.
  expect(result.bytesPushed).toBe(2 * 20 + 3 * 30);
  expect(result.bytesPulled).toBe(4 * 20 + (20 + 20) + (20 + 10) * 2 + 10);
});

test('parameters under sum are w0 and all updates, each where its worker holds the parameter', () => {
  const { parameters } = runToEnd(lopsided);
  // Worker 0 adds 1, 2 and 3 to parameters 0 to 9, worker 1 adds 2 to all.
  expect([...parameters]).toEqual([...range(0, 10).map(() => 1 + 6 + 2), ...range(10, 20).map(() => 1 + 2)]);
});

test('a push that carries few values is smaller, and moves only those', () => {
  const { lines, result } = observed({
    ...lopsided,
    scenario: { ...lopsided.scenario, stop: { maxClocks: 2 } },
  });
  // 3 of 10 values as index and value: 6 B; 1 of 10: 2 B.
  expect(lines.filter((line) => /push-sent w1 c1/.test(line))).toEqual([
    '1155 push-sent w1 c1 s0 16 B',
    '1155 push-sent w1 c1 s1 12 B',
  ]);
  const expected = range(0, 20).map(
    (j) => 1 + (j < 10 ? 1 + 2 : 0) + 2 + ([0, 3, 9, 15].includes(j) ? 4 : 0),
  );
  expect([...result.parameters]).toEqual(expected);
});

test('service of a message is paid for the values that it carries', () => {
  const { lines } = observed({
    ...lopsided,
    scenario: {
      ...lopsided.scenario,
      stop: { maxClocks: 2 },
      cluster: {
        ...lopsided.scenario.cluster,
        servers: { count: 2, perPush: 7e-9, perPull: 3e-9, perValue: 1e-9 },
      },
    },
  });
  const handled = lines.filter((line) => /(push-arrived|push-handled|pull-answered) w1/.test(line));
  expect(handled.map((line) => line.replace(/ (stale|min).*/, ''))).toEqual([
    '125 push-arrived w1 c0 s0',
    '125 push-arrived w1 c0 s1',
    '142 push-handled w1 c0 s0', // 7 and 10 values
    // Shard 1 has served the push of worker 0 from 120, without a value, and is at its pull, 3 ns, until 130.
    '147 push-handled w1 c0 s1',
    '155 pull-answered w1 c1 s0', // 3 and 10 values, ahead of the push of worker 0 that came at 130
    '160 pull-answered w1 c1 s1',
    // Goes on at 160 + 30 and computes for 1000; it sends 12 B to shard 1 and 16 B to shard 0.
    '1212 push-arrived w1 c1 s1',
    '1216 push-arrived w1 c1 s0',
    '1220 push-handled w1 c1 s1', // 7 and 1
    '1226 push-handled w1 c1 s0', // 7 and 3
  ]);
});

/** What a worker holds of some parameters, as far as PushedUpdates looks. */
function holding(indices: readonly number[], firsts: readonly number[]): WorkerShard {
  const shardOffsets = Uint32Array.from(firsts, (first) => indices.filter((index) => index < first).length);
  const held = { count: indices.length, globalIndices: Uint32Array.from(indices), shardOffsets };
  return { held } as unknown as WorkerShard;
}

test('kept updates come out whole: over all shards each carried value once, at its own parameter', () => {
  const d = 12;
  const keep = fc.record({
    push: fc.nat(5),
    worker: fc.nat(2),
    values: fc.array(fc.double({ noNaN: true }), { minLength: d, maxLength: d }),
    carried: fc.option(fc.subarray(range(0, d)), { nil: null }),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.subarray(range(0, d)), { minLength: 2, maxLength: 2 }),
      fc.array(keep, { maxLength: 20 }),
      (shards, held, keeps) => {
        const firsts = [...serverShardOffsets(d, shards)];
        const everything = {
          held: { count: d, globalIndices: null, shardOffsets: Uint32Array.from(firsts) },
        };
        const workers = [
          ...held.map((indices) => holding(indices, firsts)),
          everything as unknown as WorkerShard,
        ];
        const updates = new PushedUpdates(
          workers,
          firsts.slice(1).map((end, s) => new Float64Array(end - firsts[s]!)),
        );
        const expected = new Map<number, { dense: number[]; count: number }>();

        for (const { push, worker, values, carried } of keeps) {
          const indices = held[worker] ?? range(0, d);
          if (expected.delete(push)) updates.forget(push);
          const positions = carried?.filter((position) => position < indices.length) ?? null;
          updates.keep(
            push,
            worker,
            Float64Array.from(values.slice(0, indices.length)),
            positions && Uint32Array.from(positions),
          );
          const dense = Array.from({ length: d }, () => 0);
          for (const position of positions ?? indices.keys()) dense[indices[position]!] = values[position]!;
          expected.set(push, { dense, count: positions?.length ?? indices.length });

          for (const [kept, { dense, count }] of expected) {
            const found = Array.from({ length: d }, () => 0);
            let total = 0;
            for (let shard = 0; shard < shards; shard++) {
              const part = updates.part(kept, shard);
              expect(part.values.length).toBe(updates.carriedCount(kept, shard));
              total += part.values.length;
              part.values.forEach((value, k) => {
                found[firsts[shard]! + (part.indices === null ? k : part.indices[k]!)] = value;
              });
            }
            expect(found).toEqual(dense);
            expect(total).toBe(count);
          }
        }
      },
    ),
  );
});

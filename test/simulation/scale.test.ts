import { expect, test } from 'vitest';
import { prepare, type RunResult } from '../../src/simulation/index.ts';
import type { DataSet } from '../../src/workloads/data-set.ts';
import { type Overrides, scenarioWith } from '../fixtures.ts';
import { runToEnd } from './runs.ts';

/** A thousandth of the URL data in rows and features and a hundredth in nonzeros: row r has the features 5r to 5r + 4, modulo 3200. */
const small: DataSet = {
  rows: 2400,
  features: 3200,
  labels: Float64Array.from({ length: 2400 }, (_, row) => (row % 2 === 0 ? -1 : 1)),
  examples: {
    kind: 'sparse',
    offsets: Float64Array.from({ length: 2401 }, (_, row) => 5 * row),
    indices: Uint32Array.from({ length: 12_000 }, (_, k) => k % 3200),
    values: new Float64Array(12_000).fill(0.5),
  },
};

/** The cluster of section 3 of the DynSGD paper: 30 workers, 10 servers; 1 Gbit/s, and nothing else that takes time. */
function urlRun(workload: Overrides, clocks: number): RunResult {
  const scenario = scenarioWith({
    cluster: { workers: 30, servers: { count: 10 }, network: { bandwidth: '1 Gbit/s' } },
    workload: {
      model: 'logistic-regression',
      data: { file: 'url.svm' },
      shuffle: 'none',
      batchSize: '10%',
      batchesPerClock: 10,
      computeTime: { perBatch: undefined, perNonzero: '20 ns' },
      scale: { examples: 1000, parameters: 1000, nonzerosPerExample: 100 },
      ...workload,
    },
    stop: { maxClocks: clocks },
  });
  return runToEnd(prepare(scenario, { train: small }, 1));
}

test('seconds and bytes of a clock on the URL data, worked out by hand: everything is pushed', () => {
  // 2,400,000 / 30 = 80,000 examples of 500 nonzeros at 20 ns: 0.8 s. 3,200,000 values of 8 bytes and ten headers of 64.
  const message = 3_200_000 * 8 + 10 * 64;
  const { workers, bytesPushed, bytesPulled, time } = urlRun({ l2: 1e-4, features: 'all' }, 2);
  for (const { compute } of workers) expect(compute).toBe(2 * 0.8e9);
  expect(bytesPushed).toBe(2 * 30 * message);
  expect(bytesPulled).toBe(30 * (10 * 64 + message));
  // Ten shards at once: 320,000 values and a header at 125 MB/s is 20,480,512 ns; a push before and an answer after the second clock.
  expect(time).toBe(2 * 0.8e9 + 3 * 20_480_512);
});

test('seconds and bytes of a clock on the URL data, worked out by hand: mini-batches of 8,000 examples, pushed sparse', () => {
  // Every mini-batch has 8,000 · 500 nonzeros: 0.08 s. Eight rows of five features each, none twice, stand for 40,000 features, which
  // are pushed as pairs of 12 bytes: a worker holds six or seven rows' features of a shard, and the push has at most three of them.
  const { workers, bytesPushed } = urlRun({ batchesPerClock: 1 }, 1);
  for (const { compute } of workers) expect(compute).toBe(0.08e9);
  expect(bytesPushed).toBe(30 * (40_000 * 12 + 10 * 64));
});

test('a factor that is not whole gives whole values', () => {
  const { bytesPushed } = urlRun({ l2: 1e-4, features: 'all', scale: { parameters: 1.0004 } }, 1);
  // 320 · 1.0004 = 320.128 values a shard: 320.
  expect(bytesPushed).toBe(30 * 10 * (320 * 8 + 64));
});

test('nothing but seconds and bytes changes: the learning is that of the data computed on', () => {
  const scaled = urlRun({ l2: 1e-4, features: 'all' }, 3);
  const plain = urlRun({ l2: 1e-4, features: 'all', scale: undefined }, 3);
  expect(scaled.parameters).toEqual(plain.parameters);
  expect(scaled.updates).toBe(plain.updates);
});

test('a run on a scaled workload says so', () => {
  const scenario = scenarioWith({
    workload: { model: 'logistic-regression', data: { file: 'url.svm' }, scale: { examples: 10 } },
  });
  const { warnings } = prepare(scenario, { train: small }, 1);
  expect(warnings.map(({ path }) => path)).toEqual(['workload.scale']);
  expect(warnings[0]!.message).toContain('a job with 10 times the examples, 1 times the parameters');
});

import { expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.ts';
import { denseSet, sparseSet, trained, workloadOf } from './fixtures.ts';

const rows = [
  [1, 2],
  [3, 4],
  [5, 6],
];
const set = denseSet(rows, [0, 1, 0]);

test('w0 is one number for all parameters, or a list of them', () => {
  expect(Array.from(workloadOf(set, {}, { initial: 0.5 }).initial)).toEqual([0.5, 0.5]);
  expect(Array.from(workloadOf(set, {}, { initial: [3, 4] }).initial)).toEqual([3, 4]);
  expect(Array.from(workloadOf(set, {}, { initial: -0 }).initial)).toEqual([0, 0]);
  expect(() => workloadOf(set, {}, { initial: [1, 2, 3] })).toThrow(
    'training.initial: 3 values for 2 parameters (allowed: one number, or 2 of them)',
  );
});

test('a model has a parameter for every feature and output', () => {
  const three = denseSet(rows, [0, 1, 2]);
  expect(workloadOf(three, { model: 'softmax-regression', intercept: true }).parameterCount).toBe(9);
  expect(workloadOf(set, { model: 'linear-svm' }).parameterCount).toBe(2);
});

test('more server shards than parameters are refused', () => {
  expect(() => workloadOf(set, {}, { shardCount: 3 })).toThrow(
    'cluster.servers.count: 3 server shards for 2 parameters (allowed: at most 2)',
  );
});

test('an unknown model is refused with the known ones', () => {
  expect(() => workloadOf(set, { model: 'logistic' })).toThrow('logistic is not a known model');
});

test('the worker whose share is too small is named', () => {
  expect(() => workloadOf(set, { batchSize: 2 }, { workers: 2 })).toThrow(
    '2 (allowed: at most 1 here, since worker 1 has the fewest training examples, 1)',
  );
  expect(() => workloadOf(set, { batchSize: 1 }, { workers: 4 })).toThrow('worker 3 has 0 of them');
});

test('faster machines get more examples when they are asked to', () => {
  const many = denseSet(
    Array.from({ length: 9 }, (_, i) => [i]),
    Array.from({ length: 9 }, (_, i) => i),
  );
  const context = { workers: 2, workerSpeeds: Float64Array.of(2, 1) };
  const { workers } = workloadOf(many, { partition: 'proportional' }, context);
  expect(workers.map(({ examples }) => examples)).toEqual([6, 3]);
});

test('data order follows the seed and nothing else', () => {
  const many = sparseSet(
    Array.from({ length: 20 }, (_, i) => [i + 1, 1]),
    Array.from({ length: 20 }, (_, i) => i % 3),
  );
  const updatesWith = (seed: number, replication: number) => {
    const settings = { shuffle: 'once', partition: 'random', batchSize: 3 } as const;
    const context = { workers: 2, streams: new Streams(seed, replication) };
    return workloadOf(many, settings, context).workers.map((worker) =>
      Array.from(trained(worker, 0, new Float64Array(2)).update),
    );
  };
  expect(updatesWith(1, 1)).toEqual(updatesWith(1, 1));
  expect(updatesWith(1, 1)).not.toEqual(updatesWith(2, 1));
  expect(updatesWith(1, 1)).not.toEqual(updatesWith(1, 2));
});

test('replicas of sparse data are as small as the data of their worker', () => {
  // 40 workers with 5 features each of 200.
  const wide = Array.from({ length: 40 }, (_, i) =>
    Array.from({ length: 200 }, (__, j) => (Math.floor(j / 5) === i ? 1 : 0)),
  );
  const sparse = sparseSet(
    wide,
    wide.map((_, i) => i),
  );
  const local = workloadOf(sparse, {}, { workers: 40 });
  expect(local.workers.every(({ held }) => held.count === 5)).toBe(true);
  const all = workloadOf(sparse, { features: 'all' }, { workers: 40 });
  expect(all.workers.every(({ held }) => held.count === 200 && held.globalIndices === null)).toBe(true);
});

test('the objective is that of the training data, accuracy and loss those of the test data', () => {
  // w = 2: training scores 2 and 4 against labels 0 and 2, ½(4 + 4) / 2, and l2/2 · w² = ½ · 0.5 · 4.
  // Test scores 2, 6 against 1 and 3: ½(1 + 9) / 2, without l2.
  const train = denseSet([[1], [2]], [0, 2]);
  const test = denseSet([[1], [3]], [1, 3]);
  const w = Float64Array.of(2);
  const settings = { model: 'least-squares', l2: 0.5 };
  expect(workloadOf(train, settings, { test }).evaluate(w)).toEqual({
    objective: 3,
    accuracy: undefined,
    testLoss: 2.5,
  });
  expect(workloadOf(train, settings).evaluate(w).testLoss).toBeUndefined();
  // w = 2 calls both training rows +1 (one of two is), and both test rows +1 (both are).
  const signs = denseSet([[1], [2]], [0, 1]);
  const logistic = { model: 'logistic-regression' };
  expect(workloadOf(signs, logistic, {}).evaluate(w).accuracy).toBe(0.5);
  expect(workloadOf(signs, logistic, { test: denseSet([[1], [3]], [1, 1]) }).evaluate(w).accuracy).toBe(1);
});

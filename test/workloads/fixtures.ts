import fc from 'fast-check';
import { valuesOf } from '../../src/base/options.ts';
import { localOptimizers } from '../../src/optimizers/local/index.ts';
import { Streams } from '../../src/random/streams.ts';
import type { DataSet, SplitData } from '../../src/workloads/data-set.ts';
import { type PreparedWorkload, prepareWorkload } from '../../src/workloads/prepare-workload.ts';
import type { WorkerShard } from '../../src/workloads/workload.ts';
import type { WorkloadContext, WorkloadSettings } from '../../src/workloads/workload-settings.ts';

/** Rows side by side. `rows[i][j]` is feature j of example i. */
export function denseSet(rows: readonly (readonly number[])[], labels: readonly number[]): DataSet {
  return {
    rows: rows.length,
    features: rows[0]!.length,
    labels: Float64Array.from(labels),
    examples: { kind: 'dense', values: Float64Array.from(rows.flat()) },
  };
}

/** The same examples as compressed rows, zeros left out. */
export function sparseSet(rows: readonly (readonly number[])[], labels: readonly number[]): DataSet {
  const entries = rows.map((row) => row.flatMap((value, index) => (value === 0 ? [] : [{ index, value }])));
  const offsets = new Float64Array(rows.length + 1);
  entries.forEach((row, i) => {
    offsets[i + 1] = offsets[i]! + row.length;
  });
  return {
    rows: rows.length,
    features: rows[0]!.length,
    labels: Float64Array.from(labels),
    examples: {
      kind: 'sparse',
      offsets,
      indices: Uint32Array.from(entries.flat(), ({ index }) => index),
      values: Float64Array.from(entries.flat(), ({ value }) => value),
    },
  };
}

/** One worker, one shard, whole data in one mini-batch in the order of the file, unless a test asks otherwise. */
export function workloadOf(
  train: DataSet,
  settings: Partial<WorkloadSettings> = {},
  context: Partial<WorkloadContext> & { readonly workers?: number; readonly test?: DataSet } = {},
): PreparedWorkload {
  const { workers = 1, test, ...given } = context;
  const data: SplitData = test ? { train, test } : { train };
  return prepareWorkload(
    {
      model: 'least-squares',
      l2: 0,
      intercept: false,
      partition: 'round-robin',
      shuffle: 'none',
      batchSize: '100%',
      batchesPerClock: 1,
      gradient: 'mean',
      features: 'local',
      ...settings,
    },
    data,
    {
      streams: new Streams(1, 1),
      workerSpeeds: new Float64Array(workers).fill(1),
      shardCount: 1,
      movesEverything: false,
      initial: 0,
      ...given,
    },
  );
}

/** What `clock` makes of the parameters `global`: the worker's replica before and after, and its update. */
export function trained(
  worker: WorkerShard,
  clock: number,
  global: Float64Array,
  learningRate = 1,
  optimizer = sgdFor(worker),
): { before: Float64Array; after: Float64Array; update: Float64Array } {
  const before = gathered(worker, global);
  const after = before.slice();
  const update = new Float64Array(worker.held.count);
  worker.train(clock, after, update, learningRate, optimizer);
  return { before, after, update };
}

/** Plain SGD for one worker. */
export function sgdFor(worker: WorkerShard) {
  const definition = localOptimizers.get('sgd');
  return definition.create(valuesOf(definition.options, {}), worker.held.count);
}

/** What a worker holds of the whole vector. */
export function gathered(
  { held: { globalIndices, count } }: WorkerShard,
  global: Float64Array,
): Float64Array {
  return globalIndices ? Float64Array.from(globalIndices, (i) => global[i]!) : global.slice(0, count);
}

/** A worker's vector in the order of the whole one, zeros where it holds nothing. */
export function scattered(
  { held: { globalIndices } }: WorkerShard,
  vector: Float64Array,
  parameterCount: number,
): Float64Array {
  if (!globalIndices) return vector.slice();
  const global = new Float64Array(parameterCount);
  globalIndices.forEach((i, k) => {
    global[i] = vector[k]!;
  });
  return global;
}

/** −(update) of one clock at rate 1: the gradient of the worker's mini-batch, in the order of the whole vector. */
export function gradientOf(workload: PreparedWorkload, worker: number, global: Float64Array): Float64Array {
  const shard = workload.workers[worker]!;
  return scattered(shard, trained(shard, 0, global).update, workload.parameterCount).map((u) => 0 - u);
}

/** Small numbers without rounding surprises: quarters from −2 to 2. */
export const quarter = fc.integer({ min: -8, max: 8 }).map((k) => k / 4);

/** Rows with zeros among them, and labels that every model takes: 0 and 1, both of them there. */
export function arbitraryRows(minRows = 2, maxRows = 12, maxFeatures = 6) {
  const entry = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: quarter });
  return fc
    .record({
      rows: fc.integer({ min: minRows, max: maxRows }),
      features: fc.integer({ min: 1, max: maxFeatures }),
    })
    .chain(({ rows, features }) =>
      fc.record({
        rows: fc.array(fc.array(entry, { minLength: features, maxLength: features }), {
          minLength: rows,
          maxLength: rows,
        }),
        labels: fc
          .array(fc.constantFrom(0, 1), { minLength: rows - 2, maxLength: rows - 2 })
          .map((rest) => [0, 1, ...rest]),
      }),
    );
}

/** Parameters of any size from a list of numbers. */
export function pointFrom(seeds: readonly number[], size: number): Float64Array {
  return new Float64Array(size).map((_, i) => seeds[i % seeds.length]! + i / 64);
}

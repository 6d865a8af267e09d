import { localOptimizers } from '../../src/optimizers/local/index.ts';
import { Streams } from '../../src/random/streams.ts';
import type { DataSet } from '../../src/workloads/data-set.ts';
import { prepareWorkload } from '../../src/workloads/prepare-workload.ts';
import type { Repetition } from './serve.ts';

/** What to learn, and by what steps. */
export interface EpochSettings {
  readonly model: string;
  /** The examples are dealt to so many workers in turn; batchSize divides what each has. */
  readonly workers: number;
  readonly batchSize: number;
  readonly learningRate: number;
}

/**
 * One epoch of mini-batch steps by every worker on its own examples, in their own order, prepared beforehand: the simulator's
 * mathematics without its clockwork. Every worker starts from zero and hears nothing from the others.
 */
export function epochOf(train: DataSet, settings: EpochSettings): Repetition {
  const { model, workers: workerCount, batchSize, learningRate } = settings;
  const sgd = localOptimizers.get('sgd');
  const { workers } = prepareWorkload(
    {
      ...{ model, batchSize, l2: 0, intercept: false, gradient: 'mean', features: 'local' },
      ...{ partition: 'round-robin', shuffle: 'none' },
      batchesPerClock: train.rows / workerCount / batchSize,
    },
    { train },
    {
      ...{ streams: new Streams(1, 1), shardCount: 1, initial: 0 },
      ...{ workerSpeeds: new Float64Array(workerCount).fill(1), movesEverything: sgd.movesEverything },
    },
  );
  const optimizers = workers.map(({ held }) => sgd.create({}, held.count));
  const replicas = workers.map(({ held }) => new Float64Array(held.count));
  const updates = workers.map(({ held }) => new Float64Array(held.count));

  return (time) => {
    for (const vector of [...replicas, ...updates]) vector.fill(0);
    time(() =>
      workers.forEach((worker, m) => {
        worker.train(0, replicas[m]!, updates[m]!, learningRate, optimizers[m]!);
      }),
    );
    const squaredNorm = replicas.reduce((sum, replica) => sum + squaredNormOf(replica), 0);
    return { work: train.rows, digest: String(squaredNorm), facts: { squaredNorm } };
  };
}

function squaredNormOf(vector: Float64Array): number {
  return vector.reduce((sum, value) => sum + value * value, 0);
}

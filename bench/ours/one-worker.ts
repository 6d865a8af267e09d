import { localOptimizers } from '../../src/optimizers/local/index.ts';
import { Streams } from '../../src/random/streams.ts';
import type { DataSet } from '../../src/workloads/data-set.ts';
import { prepareWorkload } from '../../src/workloads/prepare-workload.ts';
import type { Repetition } from './serve.ts';

/** What to learn, and by what steps. */
export interface EpochSettings {
  readonly model: string;
  readonly batchSize: number;
  readonly learningRate: number;
}

/**
 * One epoch of mini-batch steps by a single worker that has all examples in their own order, prepared beforehand: the
 * simulator's mathematics without its clockwork.
 */
export function epochOfOneWorker(train: DataSet, settings: EpochSettings): Repetition {
  const { model, batchSize, learningRate } = settings;
  const sgd = localOptimizers.get('sgd');
  const workload = prepareWorkload(
    {
      ...{ model, batchSize, l2: 0, intercept: false, gradient: 'mean', features: 'local' },
      ...{ partition: 'round-robin', shuffle: 'none', batchesPerClock: train.rows / batchSize },
    },
    { train },
    {
      ...{ streams: new Streams(1, 1), workerSpeeds: Float64Array.of(1), shardCount: 1, initial: 0 },
      movesEverything: sgd.movesEverything,
    },
  );
  const worker = workload.workers[0]!;
  const optimizer = sgd.create({}, worker.held.count);
  const replica = new Float64Array(worker.held.count);
  const update = new Float64Array(worker.held.count);
  worker.plan(0); // finds what the clock touches, which belongs to the preparation

  return (time) => {
    replica.fill(0);
    update.fill(0);
    time(() => worker.train(0, replica, update, learningRate, optimizer));
    const squaredNorm = replica.reduce((sum, weight) => sum + weight * weight, 0);
    return { work: train.rows, digest: String(squaredNorm), facts: { squaredNorm } };
  };
}

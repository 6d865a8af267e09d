/** One epoch of mini-batch steps of sparse logistic regression. Parameters: `folder`, `features`, `batchSize`, `learningRate`. */
import { epochOfOneWorker } from './one-worker.ts';
import { serve } from './serve.ts';
import { sparseData } from './sparse-data.ts';

await serve(({ folder, features, batchSize, learningRate }) =>
  epochOfOneWorker(sparseData(String(folder), Number(features)), {
    model: 'logistic-regression',
    batchSize: Number(batchSize),
    learningRate: Number(learningRate),
  }),
);

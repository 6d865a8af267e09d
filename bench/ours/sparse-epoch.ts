/**
 * One epoch of mini-batch steps of sparse logistic regression.
 *
 * Parameters: `folder`, `features` (see sparse-data.ts), `workers`, `batchSize`, `learningRate`.
 */
import { epochOf } from './epoch.ts';
import { serve } from './serve.ts';
import { sparseData } from './sparse-data.ts';

await serve(({ folder, features, workers, batchSize, learningRate }) =>
  epochOf(sparseData(String(folder), Number(features)), {
    model: 'logistic-regression',
    workers: Number(workers),
    batchSize: Number(batchSize),
    learningRate: Number(learningRate),
  }),
);

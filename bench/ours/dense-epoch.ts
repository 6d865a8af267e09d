/**
 * One epoch of mini-batch steps of dense softmax regression.
 *
 * Parameters: `examples`, `labels`: raw files of doubles, row by row; `features`, `batchSize`, `learningRate`.
 */
import { epochOfOneWorker } from './one-worker.ts';
import { readDoubles } from './read-raw.ts';
import { serve } from './serve.ts';

await serve((given) => {
  const labels = readDoubles(String(given.labels));
  const values = readDoubles(String(given.examples));
  const data = {
    rows: labels.length,
    features: Number(given.features),
    labels,
    examples: { kind: 'dense', values },
  } as const;
  return epochOfOneWorker(data, {
    model: 'softmax-regression',
    batchSize: Number(given.batchSize),
    learningRate: Number(given.learningRate),
  });
});

/**
 * One epoch of mini-batch steps of dense softmax regression.
 *
 * Parameters: `examples`, `labels`: raw files of doubles, row by row; `features`, `batchSize`, `learningRate`.
 */
import { epochOf } from './epoch.ts';
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
  return epochOf(data, {
    model: 'softmax-regression',
    workers: 1,
    batchSize: Number(given.batchSize),
    learningRate: Number(given.learningRate),
  });
});

import type { RunOutcome } from '../../../src/simulation/index.ts';
import type { Row } from '../figure.ts';
import type { Found } from '../laboratory.ts';
import { measured, median } from '../statistics.ts';

/** What Table 3 and its like measure of a run that has reached the threshold. */
export type Metric = 'run time' | 'updates' | 'per-update';

export const metrics: Readonly<Record<Metric, (run: RunOutcome) => number>> = {
  'run time': ({ time }) => time / 1e9,
  updates: ({ updates }) => updates,
  'per-update': ({ time, updates }) => time / 1e9 / updates,
};

/** As charts call them. */
export const metricTitles: Readonly<Record<Metric, string>> = {
  'run time': 'run time (s)',
  updates: 'updates',
  'per-update': 'time per update (s)',
};

export const metricNames = Object.keys(metrics) as readonly Metric[];

/** One row for each metric, with `keys`. A run that missed the threshold has none of them: then there is no mean, and `converged` says why. */
export function metricRows(keys: Row, { runs }: Found): readonly Row[] {
  const arrived = runs.map((run) => (run.status === 'converged' ? run : undefined));
  return metricNames.map((metric) => {
    const values = arrived.map((run) => run && metrics[metric](run));
    return {
      metric,
      ...keys,
      source: 'simulated',
      ...measured(values),
      runs: runs.length,
      converged: arrived.filter((run) => run !== undefined).length,
      median: median(values),
      learning_rate: runs[0]?.learningRate,
    };
  });
}

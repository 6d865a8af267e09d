import type { Estimate } from '../studies/statistics/interval.ts';
import type { AlgorithmSummary } from '../studies/study-summary.ts';
import type { Columns } from './csv.ts';
import { sweepColumns } from './sweep-columns.ts';

/** The columns of summary.csv, one row an algorithm at a point; `paths`: those of the sweep. */
export function summaryColumns(paths: readonly string[]): Columns<AlgorithmSummary> {
  return [
    ...sweepColumns(paths, ({ point }: AlgorithmSummary) => point),
    ['algorithm', ({ algorithm }) => algorithm],
    ['n', ({ n }) => n],
    ['converged', ({ converged }) => converged],
    ['diverged', ({ diverged }) => diverged],
    ...meanColumns('time_s', ({ time }) => time),
    ...meanColumns('updates', ({ updates }) => updates),
    ...meanColumns('time_per_update_s', ({ timePerUpdate }) => timePerUpdate),
    ['time_s_median', ({ medianTime }) => medianTime?.value],
    ['time_s_median_low', ({ medianTime }) => medianTime?.low],
    ['time_s_median_high', ({ medianTime }) => medianTime?.high],
    ['speedup', ({ speedUp }) => speedUp?.value],
    ['speedup_ci_low', ({ speedUp }) => speedUp?.low],
    ['speedup_ci_high', ({ speedUp }) => speedUp?.high],
    ['win_share', ({ winShare }) => winShare],
    ['stopped', ({ stopped }) => stopped],
    ['learning_rate', ({ learningRate }) => learningRate],
    ...meanColumns('restricted_time_s', ({ restrictedTime }) => restrictedTime),
    ...meanColumns('wait_share', ({ waitShare }) => waitShare),
    ['growth', ({ growth }) => growth?.value],
    ['growth_ci_low', ({ growth }) => growth?.low],
    ['growth_ci_high', ({ growth }) => growth?.high],
  ];
}

function meanColumns(
  name: string,
  estimateOf: (summary: AlgorithmSummary) => Estimate | undefined,
): Columns<AlgorithmSummary> {
  return [
    [`${name}_mean`, (summary) => estimateOf(summary)?.value],
    [`${name}_ci_low`, (summary) => estimateOf(summary)?.low],
    [`${name}_ci_high`, (summary) => estimateOf(summary)?.high],
  ];
}

import type { Estimate } from '../studies/statistics/interval.ts';
import type { AlgorithmSummary } from '../studies/study-summary.ts';
import type { Columns } from './csv.ts';
import { estimateColumns } from './estimate-columns.ts';
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
    ...estimateColumns('speedup', ({ speedUp }: AlgorithmSummary) => speedUp),
    ['win_share', ({ winShare }) => winShare],
    ['stopped', ({ stopped }) => stopped],
    ['learning_rate', ({ learningRate }) => learningRate],
    ...meanColumns('restricted_time_s', ({ restrictedTime }) => restrictedTime),
    ...meanColumns('wait_share', ({ shares }) => shares.wait),
    ...estimateColumns('growth', ({ growth }: AlgorithmSummary) => growth),
    ...(['compute', 'communicate', 'down', 'idle'] as const).flatMap((state) =>
      meanColumns(`${state}_share`, ({ shares }) => shares[state]),
    ),
    ...meanColumns('accuracy', ({ accuracy }) => accuracy),
    ...meanColumns('test_loss', ({ testLoss }) => testLoss),
    ...meanColumns('staleness', ({ staleness }) => staleness),
    ...meanColumns('version_staleness', ({ versionStaleness }) => versionStaleness),
    ...meanColumns('cost_dollars', ({ dollars }) => dollars),
    ...meanColumns('wait_cost_dollars', ({ waitDollars }) => waitDollars),
    ...estimateColumns('cost_ratio', ({ costRatio }: AlgorithmSummary) => costRatio),
    ...meanColumns('energy_joules', ({ joules }) => joules),
  ];
}

function meanColumns(
  name: string,
  estimateOf: (summary: AlgorithmSummary) => Estimate | undefined,
): Columns<AlgorithmSummary> {
  return estimateColumns(name, estimateOf, `${name}_mean`);
}

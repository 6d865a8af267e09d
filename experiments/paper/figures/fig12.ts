import type { Figure, Row } from '../figure.ts';
import { ruleNames } from './fig8.ts';
import { criteriaChart } from './fig11.ts';
import { bestRate, criteriaRows, robustnessRuns, seriesNames, standard } from './robustness.ts';

export const scales = [5, 30, 100];

/** How much the number of workers matters: each rule at the rate that is best for it at M = 30. The paper's values are left for comparison by eye. */
export const fig12: Figure = {
  name: 'fig12',
  title: 'Fig 12: the number of workers (LR, CTR, HL 2, s = 3)',
  columns: ['M', 'rule', 'criterion', 'source', 'value', 'ci_low', 'ci_high', 'learning_rate'],
  rows: async (setting) => {
    const rows: Row[] = [];
    for (const rule of ruleNames) {
      const rate = await bestRate(rule, setting);
      for (const M of scales) {
        const found = await robustnessRuns({ ...standard, rule, workers: M, rate }, setting);
        rows.push(...criteriaRows({ M, rule: seriesNames[rule] }, found, setting));
      }
    }
    return rows;
  },
  chart: () => criteriaChart('M'),
};

import { bars } from '../charts.ts';
import type { Figure, Row } from '../figure.ts';
import { printedCriteria, ruleNames } from './fig8.ts';
import { printedCurves } from './fig9.ts';
import {
  bestRate,
  criteriaRows,
  criterionTitles,
  curveRows,
  robustnessRuns,
  seriesNames,
  standard,
} from './robustness.ts';

export const bounds = [3, 10, 20];

/** How much the staleness bound matters: each rule at the rate that is best for it at s = 3. */
export const fig11: Figure = {
  name: 'fig11',
  title: 'Fig 11: the staleness bound (LR, CTR, HL 2, M = 30)',
  columns: [
    ...['s', 'rule', 'criterion', 'clock', 'source', 'value', 'ci_low', 'ci_high'],
    ...['learning_rate', 'page'],
  ],
  rows: async (setting) => {
    const rows: Row[] = [];
    for (const rule of ruleNames) {
      const rate = await bestRate(rule, setting);
      for (const s of bounds) {
        const found = await robustnessRuns({ ...standard, rule, staleness: s, rate }, setting);
        const keys = { s, rule: seriesNames[rule] };
        rows.push(
          ...criteriaRows(keys, found, setting),
          ...curveRows({ ...keys, criterion: 'objective' }, found),
        );
      }
    }
    const curves = printedCurves('Fig11b s=').map(({ panel, series, ...rest }) => ({
      s: Number(panel),
      rule: series,
      criterion: 'objective',
      ...rest,
    }));
    return [...rows, ...printedCriteria('11', 's').map((row) => ({ ...row, s: Number(row.s) })), ...curves];
  },
  chart: () => criteriaChart('s'),
};

/** The three criteria against a setting, by rule. */
export function criteriaChart(key: string): Readonly<Record<string, unknown>> {
  return {
    ...bars({ group: 'group', value: 'value', facet: 'criterion', titles: criterionTitles, log: true }),
    transform: [
      { filter: "isValid(datum.value) && datum.criterion != 'objective'" },
      { calculate: `datum.rule + ', ${key} = ' + datum.${key}`, as: 'group' },
    ],
  };
}

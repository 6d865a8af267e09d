import { bars } from '../charts.ts';
import type { Figure, Row } from '../figure.ts';
import { reference } from '../reference.ts';
import {
  criteriaRows,
  criterionTitles,
  type RuleName,
  robustnessRuns,
  rules,
  seriesNames,
  standard,
} from './robustness.ts';

export const ruleNames = Object.keys(rules) as readonly RuleName[];

/** The best that each rule comes to with a fixed and with a decaying rate. */
export const fig8: Figure = {
  name: 'fig8',
  title: 'Fig 8: best criteria with fixed and decayed learning rates (LR, CTR, HL 2, s = 3, M = 30)',
  columns: ['schedule', 'rule', 'criterion', 'source', 'value', 'ci_low', 'ci_high', 'learning_rate', 'page'],
  rows: async (setting) => {
    const rows: Row[] = [];
    for (const schedule of ['fixed', 'decayed'] as const) {
      for (const rule of ruleNames) {
        const found = await robustnessRuns({ ...standard, rule, decayed: schedule === 'decayed' }, setting);
        rows.push(...criteriaRows({ schedule, rule: seriesNames[rule] }, found, setting));
      }
    }
    return [...rows, ...printedCriteria('8', 'schedule')];
  },
  chart: () => ({
    ...bars({ group: 'group', value: 'value', facet: 'criterion', titles: criterionTitles, log: true }),
    transform: [
      { filter: 'isValid(datum.value)' },
      { calculate: "datum.schedule + ', ' + datum.rule", as: 'group' },
    ],
  }),
};

/** The criteria that the paper prints in a figure, whose first key is called `key` here. */
export function printedCriteria(figure: string, key: string): readonly Row[] {
  return reference('fig8-fig11.csv')
    .filter((row) => row.figure === figure)
    .flatMap((row) =>
      (['min_obj', 'var_obj', 'clocks'] as const).map((criterion) => ({
        [key]: row.schedule_or_s,
        rule: seriesNames[row.rule as RuleName],
        criterion,
        source: 'paper',
        value: Number(row[criterion]),
        page: Number(row.page),
      })),
    );
}

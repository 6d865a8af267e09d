import { bars } from '../charts.ts';
import { WORKERS } from '../documents.ts';
import type { Figure, Row, Setting } from '../figure.ts';
import type { Found } from '../laboratory.ts';
import { criteriaRows, criterionTitles, robustnessRuns, standard } from './robustness.ts';

/** The global learning rates of Table 4; the last one needs no choice. */
export const lambdas = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.01, '1/M'] as const;

/** What the paper prints: means and standard deviations of three runs [P 473]. */
const printed: readonly Row[] = [
  { lambda: '0.1', criterion: 'min_obj', value: 0.01657 },
  { lambda: '0.1', criterion: 'var_obj', value: 0.0022 },
  { lambda: '0.1', criterion: 'clocks', value: 11 },
  { lambda: '1/M', criterion: 'min_obj', value: 0.01693 },
  { lambda: '1/M', criterion: 'var_obj', value: 0.0016 },
  { lambda: '1/M', criterion: 'clocks', value: 14 },
].map((row) => ({ ...row, source: 'paper', page: 473 }));

/** ConSGD with a global learning rate, at the local rate that suits it best. */
export function lambdaRuns(lambda: (typeof lambdas)[number], setting: Setting): Promise<Found> {
  const other =
    lambda === '1/M' ? {} : { algorithm: { lambda }, suffix: `-lambda${lambda}`, shrink: lambda * WORKERS };
  return robustnessRuns({ ...standard, rule: 'consgd', ...other }, setting);
}

/** The constant global learning rate of ConSGD, each with the local rate that suits it. */
export const table4: Figure = {
  name: 'table4',
  title: 'Table 4: the global learning rate of ConSGD (LR, CTR, HL 2, s = 3, M = 30)',
  columns: ['lambda', 'criterion', 'source', 'value', 'ci_low', 'ci_high', 'learning_rate', 'page'],
  rows: async (setting) => {
    const rows: Row[] = [];
    for (const lambda of lambdas) {
      const found = await lambdaRuns(lambda, setting);
      rows.push(...criteriaRows({ lambda: String(lambda) }, found, setting));
    }
    return [...rows, ...printed];
  },
  chart: () => ({
    ...bars({ group: 'lambda', value: 'value', facet: 'criterion', titles: criterionTitles, log: true }),
    transform: [{ filter: 'isValid(datum.value)' }],
  }),
};

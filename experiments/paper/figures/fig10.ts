import type { Figure, Row } from '../figure.ts';
import { reference } from '../reference.ts';
import { ruleNames } from './fig8.ts';
import { curveChart, curveColumns } from './fig9.ts';
import {
  bestRate,
  criteriaRows,
  curveRows,
  type RuleName,
  robustnessRuns,
  seriesNames,
  standard,
} from './robustness.ts';

/** Relative to the best rate of each rule: those of the paper are 1/5, 1 and 2 times the best for SSPSGD, 1/3, 2/3 and 1 for the others. */
export const factors: Readonly<Record<RuleName, readonly number[]>> = {
  ssp: [0.2, 1, 2],
  consgd: [1 / 3, 2 / 3, 1],
  dynsgd: [1 / 3, 2 / 3, 1],
};

/** The best rates of the paper [P 472]. */
const printedBest: Readonly<Record<RuleName, number>> = { ssp: 5e-6, consgd: 3e-4, dynsgd: 3e-4 };

const printedPanels = { ssp: 'Fig10 Ssp', consgd: 'Fig10 Con', dynsgd: 'Fig10 Dyn' } as const;

/** The same with three rates for each rule. */
export const fig10: Figure = {
  name: 'fig10',
  title: 'Fig 10: objective against clocks for three learning rates (LR, CTR, HL 2, s = 3, M = 30)',
  columns: [...curveColumns, 'criterion', 'learning_rate'],
  rows: async (setting) => {
    const rows: Row[] = [];
    for (const rule of ruleNames) {
      const best = await bestRate(rule, setting);
      for (const factor of factors[rule]) {
        const rate = Number((best * factor).toPrecision(3));
        const found = await robustnessRuns({ ...standard, rule, rate }, setting);
        const keys = { panel: seriesNames[rule], series: seriesOf(factor) };
        rows.push(...curveRows(keys, found), ...criteriaRows(keys, found, setting));
      }
    }
    return [...rows, ...printed()];
  },
  chart: curveChart,
};

function seriesOf(factor: number): string {
  return `${Number(factor.toPrecision(2))} × best`;
}

function printed(): readonly Row[] {
  const curves = reference('curves.csv');
  return ruleNames.flatMap((rule) =>
    curves
      .filter(({ panel }) => panel === printedPanels[rule])
      .map(({ series, clock, objective, page }) => ({
        panel: seriesNames[rule],
        series: seriesOf(Number(series) / printedBest[rule]),
        learning_rate: Number(series),
        clock: Number(clock),
        source: 'paper',
        value: objective === '' ? undefined : Number(objective),
        page: Number(page),
      })),
  );
}

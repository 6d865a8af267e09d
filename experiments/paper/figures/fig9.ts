import { type Chart, lines } from '../charts.ts';
import type { Figure, Row } from '../figure.ts';
import { reference } from '../reference.ts';
import { ruleNames } from './fig8.ts';
import { curveRows, type RuleName, robustnessRuns, seriesNames, standard } from './robustness.ts';

export const curveColumns = ['panel', 'series', 'clock', 'source', 'value', 'ci_low', 'ci_high', 'page'];

/** The objective of the fastest worker against its clocks, with a fixed and with a decaying rate. */
export const fig9: Figure = {
  name: 'fig9',
  title: 'Fig 9: objective against clocks, fixed and decayed rates (LR, CTR, HL 2, s = 3, M = 30)',
  columns: curveColumns,
  rows: async (setting) => {
    const rows: Row[] = [];
    for (const panel of ['fixed', 'decayed'] as const) {
      for (const rule of ruleNames) {
        const found = await robustnessRuns({ ...standard, rule, decayed: panel === 'decayed' }, setting);
        rows.push(...curveRows({ panel, series: seriesNames[rule] }, found));
      }
    }
    return [...rows, ...printedCurves('Fig9 ')];
  },
  chart: curveChart,
};

/** A row for each panel: what was simulated, and beside it what the paper plots. */
export function curveChart(): Chart {
  const { columns: _, ...chart } = lines({
    x: 'clock',
    y: 'value',
    xTitle: 'clock of the fastest worker',
    yTitle: 'objective',
    log: true,
    facet: 'panel',
  });
  return {
    ...chart,
    facet: {
      row: { field: 'panel', type: 'nominal', sort: null },
      column: { field: 'source', type: 'nominal', sort: null },
    },
    transform: [{ filter: 'isValid(datum.value) && isValid(datum.clock)' }],
    resolve: { scale: { y: 'independent' } },
  };
}

/** What the paper plots in the panels whose names begin with `prefix`. Objectives above its axes have no value. */
export function printedCurves(prefix: string): readonly Row[] {
  return reference('curves.csv')
    .filter(({ panel }) => panel!.startsWith(prefix))
    .map(({ panel, series, clock, objective, page }) => ({
      panel: panel!.slice(prefix.length),
      series: seriesOf(series!),
      clock: Number(clock),
      source: 'paper',
      value: objective === '' ? undefined : Number(objective),
      page: Number(page),
    }));
}

/** `Con 3e-4` is ConSGD with a rate; where each rule has one rate, the rule says enough. */
function seriesOf(printed: string): string {
  const rule = { Ssp: 'ssp', Con: 'consgd', Dyn: 'dynsgd' }[printed.slice(0, 3)] as RuleName;
  return seriesNames[rule];
}

import { bars } from '../charts.ts';
import type { Figure, Row, Setting } from '../figure.ts';
import { reference } from '../reference.ts';
import { quantile, rankCorrelation } from '../statistics.ts';
import { type System, tableSystems } from '../systems.ts';
import { type CellKey, cell } from './cells.ts';
import { metricNames, metricRows } from './metrics.ts';

const workloads: readonly CellKey[] = (['LR', 'SVM'] as const).flatMap((model) =>
  (['URL', 'CTR'] as const).flatMap((data) => [1, 2].map((level) => ({ model, data, level }))),
);

/** The cells of one workload and system, below one another. */
async function rowsOfCell(key: CellKey, system: System, setting: Setting): Promise<readonly Row[]> {
  const found = await cell(key, system, setting);
  const { model, data, level: hl } = key;
  return metricRows({ model, data, hl, system: system.name, edge: found.edge }, found);
}

function paperRows(): readonly Row[] {
  return reference('table3.csv').map(({ metric, model, data, hl, system, value, page }) => ({
    metric,
    model,
    data,
    hl: Number(hl),
    system,
    source: 'paper',
    value: Number(value),
    page: Number(page),
  }));
}

/** Every cell of Table 3: four workloads, two levels, eleven systems. */
export const table3: Figure = {
  name: 'table3',
  title: 'Table 3: run time, updates and time per update',
  columns: [
    ...['metric', 'model', 'data', 'hl', 'system', 'source', 'value', 'ci_low', 'ci_high'],
    ...['runs', 'converged', 'median', 'learning_rate', 'edge', 'page'],
  ],
  rows: async (setting) => {
    const rows: Row[] = [];
    for (const key of workloads)
      for (const system of tableSystems) rows.push(...(await rowsOfCell(key, system, setting)));
    return [...rows, ...paperRows()];
  },
  chart: () => ({
    ...bars({ group: 'system', value: 'value', facet: 'panel', log: true }),
    transform: [
      { filter: 'isValid(datum.value)' },
      { calculate: "datum.metric + ', ' + datum.model + ' ' + datum.data + ', HL ' + datum.hl", as: 'panel' },
    ],
  }),
  summary: fidelity,
};

/** How far the simulated cells of logistic regression are from the printed ones: fitted at HL = 1, predicted at HL = 2. */
export function fidelity(rows: readonly Row[]): readonly string[] {
  const simulated = new Map(
    rows.filter(({ source }) => source === 'simulated').map((row) => [keyOf(row), row]),
  );
  const printed = rows.filter(({ source }) => source === 'paper');
  const lines = [
    'LR cells, |log(simulated / paper)|: median, 90th percentile; rank correlation of the systems by workload',
  ];
  for (const hl of [1, 2]) {
    for (const metric of metricNames) {
      const pairs = printed
        .filter((row) => row.hl === hl && row.metric === metric)
        .map((row) => [simulated.get(keyOf(row)), row] as const);
      const errors = pairs.map(([ours, theirs]) => Math.abs(Math.log(finite(ours) / Number(theirs.value))));
      const missed = errors.filter((x) => x === Number.POSITIVE_INFINITY).length;
      const ranks = ['URL', 'CTR'].map((data) => {
        const those = pairs.filter(([, { data: name }]) => name === data);
        return `${data} ${rankCorrelation(
          those.map(([ours]) => finite(ours)),
          those.map(([, { value }]) => Number(value)),
        ).toFixed(2)}`;
      });
      const figures = `${shown(quantile(errors, 0.5))}  ${shown(quantile(errors, 0.9))}  ${ranks.join(', ')}`;
      lines.push(
        `  HL ${hl} (${hl === 1 ? 'fitted' : 'predicted'})  ${metric.padEnd(10)}  ${figures}${missed > 0 ? `  (${missed} of ${errors.length} without a mean)` : ''}`,
      );
    }
  }
  return lines;
}

function keyOf({ metric, model, data, hl, system }: Row): string {
  return [metric, model, data, hl, system].join('/');
}

function finite(row: Row | undefined): number {
  return typeof row?.value === 'number' ? row.value : Number.POSITIVE_INFINITY;
}

function shown(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? 'missed' : value.toFixed(2);
}

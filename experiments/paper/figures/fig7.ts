import { bars } from '../charts.ts';
import type { Figure, Row } from '../figure.ts';
import { consgd, dynsgd, flexRr, petuum, type System, tableSystem } from '../systems.ts';
import { metricRows, metricTitles } from './metrics.ts';
import { productionRuns } from './production.ts';

export const productionSystems: readonly System[] = [
  ...(['Spark BSP', 'Petuum BSP', 'TF BSP', 'Petuum ASP', 'TF ASP'] as const).map(tableSystem),
  petuum(3),
  flexRr,
  consgd(3),
  dynsgd(3),
];

/** Nine systems on the production cluster. The heights of the paper's bars are left for comparison by eye. */
export const fig7: Figure = {
  name: 'fig7',
  title: 'Fig 7: nine systems on the production cluster (LR, URL, s = 3)',
  columns: ['metric', 'system', 'source', 'value', 'ci_low', 'ci_high', 'runs', 'converged', 'learning_rate'],
  rows: async (setting) => {
    const rows: Row[] = [];
    for (const system of productionSystems) {
      const found = await productionRuns(system, setting);
      rows.push(...metricRows({ system: system.name }, found));
    }
    return rows;
  },
  chart: () => ({
    ...bars({ group: 'system', value: 'value', facet: 'metric', titles: metricTitles }),
    transform: [{ filter: 'isValid(datum.value)' }],
  }),
};

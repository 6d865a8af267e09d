import { bars } from '../charts.ts';
import type { Figure, Row } from '../figure.ts';
import { measured, seconds } from '../statistics.ts';
import { consgd, dynsgd, flexRr, petuum, type System, tableSystem } from '../systems.ts';
import { productionDocument } from './production.ts';

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
      const name = `production-${system.name.toLowerCase().replaceAll(' ', '-')}`;
      const { runs } = await setting.laboratory.run(productionDocument(name, system, setting));
      const arrived = runs.map((run) => (run.status === 'converged' ? run : undefined));
      const counts = {
        runs: runs.length,
        converged: arrived.filter((run) => run !== undefined).length,
        learning_rate: runs[0]?.learningRate,
      };
      const row = (metric: string, values: readonly (number | undefined)[]): Row => ({
        metric,
        system: system.name,
        source: 'simulated',
        ...measured(values),
        ...counts,
      });
      rows.push(
        row(
          'run time',
          arrived.map((run) => run && seconds(run)),
        ),
        row(
          'updates',
          arrived.map((run) => run?.updates),
        ),
        row(
          'per-update',
          arrived.map((run) => run && seconds(run) / run.updates),
        ),
      );
    }
    return rows;
  },
  chart: () => ({
    ...bars({
      group: 'system',
      value: 'value',
      yTitle: 'run time (s), updates, time per update (s)',
      facet: 'metric',
    }),
    transform: [{ filter: 'isValid(datum.value)' }],
  }),
};

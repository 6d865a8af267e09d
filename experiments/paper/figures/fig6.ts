import { bars } from '../charts.ts';
import type { Figure, Row } from '../figure.ts';
import { reference } from '../reference.ts';
import { measured } from '../statistics.ts';
import { tableSystem } from '../systems.ts';
import { productionRuns } from './production.ts';

/** The clocks of thirty production workers, and what they come to when they are replayed under asp. */
export const fig6: Figure = {
  name: 'fig6',
  title: 'Fig 6: time per clock of thirty production workers, and their replay',
  columns: ['worker', 'part', 'source', 'value', 'ci_low', 'ci_high', 'page'],
  rows: async (setting) => {
    const system = tableSystem('Petuum ASP');
    const { runs } = await productionRuns(system, setting);
    const rows: Row[] = [];
    for (let worker = 0; worker < runs[0]!.workers.length; worker++) {
      const each = runs.map(({ workers }) => workers[worker]!);
      // A pull follows every clock but the one under way at the end.
      const compute = each.map((it) => it.compute / 1e9 / (it.clocks + 0.5));
      const communicate = each.map((it) => it.communicate / 1e9 / it.clocks);
      rows.push(
        { worker, part: 'compute', source: 'simulated', ...measured(compute) },
        { worker, part: 'communicate', source: 'simulated', ...measured(communicate) },
      );
    }
    return [...rows, ...printed()];
  },
  chart: () => ({
    ...bars({ group: 'worker', value: 'value', yTitle: 'seconds per clock', facet: 'part' }),
    columns: 1,
  }),
};

function printed(): readonly Row[] {
  return reference('fig6.csv').flatMap(({ worker, compute_s, communicate_s }) => [
    { worker: Number(worker), part: 'compute', source: 'paper', value: Number(compute_s), page: 471 },
    { worker: Number(worker), part: 'communicate', source: 'paper', value: Number(communicate_s), page: 471 },
  ]);
}

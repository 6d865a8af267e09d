import { bars } from '../charts.ts';
import type { Figure, Row } from '../figure.ts';
import { measured, seconds } from '../statistics.ts';
import { dynsgd } from '../systems.ts';
import { productionDocument } from './production.ts';

/** How often the servers report the versions that they have; not in the paper. */
const REPORT_EVERY = '1 s';

const variants = [
  { name: 'without', changes: {}, printed: { 'run time': 171, updates: 957, 'per-update': 0.173 } },
  {
    name: 'with',
    changes: { algorithm: { partitionSync: 'stable-version', reportEvery: REPORT_EVERY } },
    printed: { 'run time': 157, updates: 862, 'per-update': 0.182 },
  },
] as const;

/** DynSGD with and without versions that are the same on all servers. */
export const fig16: Figure = {
  name: 'fig16',
  title: 'Fig 16: DynSGD with and without partition synchronisation (production cluster, LR, URL, s = 3)',
  columns: ['metric', 'synchronisation', 'source', 'value', 'ci_low', 'ci_high', 'runs', 'converged', 'page'],
  rows: async (setting) => {
    const rows: Row[] = [];
    for (const { name, changes } of variants) {
      const document = productionDocument(`production-dyn-s3-${name}-sync`, dynsgd(3), setting, changes);
      const { runs } = await setting.laboratory.run(document);
      const arrived = runs.map((run) => (run.status === 'converged' ? run : undefined));
      const converged = arrived.filter((run) => run !== undefined).length;
      const row = (metric: string, values: readonly (number | undefined)[]): Row => ({
        metric,
        synchronisation: name,
        source: 'simulated',
        ...measured(values),
        runs: runs.length,
        converged,
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
    const printed = variants.flatMap(({ name, printed: values }) =>
      Object.entries(values).map(([metric, value]) => ({
        metric,
        synchronisation: name,
        source: 'paper',
        value,
        page: 478,
      })),
    );
    return [...rows, ...printed];
  },
  chart: () =>
    bars({
      group: 'synchronisation',
      value: 'value',
      yTitle: 'run time (s), updates, time per update (s)',
      facet: 'metric',
    }),
};

import { bars } from '../charts.ts';
import type { Figure, Row } from '../figure.ts';
import { dynsgd } from '../systems.ts';
import { metricRows, metricTitles } from './metrics.ts';
import { productionRuns } from './production.ts';

/** How often the servers report the versions that they have; not in the paper. */
const REPORT_EVERY = '1 s';

const variants = [
  { name: 'without', changes: {}, printed: { 'run time': 171, updates: 957, 'per-update': 0.173 } },
  {
    name: 'with',
    changes: { partitionSync: 'stable-version', reportEvery: REPORT_EVERY },
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
      const found = await productionRuns(dynsgd(3), setting, changes, `-${name}-sync`);
      rows.push(...metricRows({ synchronisation: name }, found));
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
  chart: () => bars({ group: 'synchronisation', value: 'value', facet: 'metric', titles: metricTitles }),
};

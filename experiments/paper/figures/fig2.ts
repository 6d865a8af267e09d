import { bars } from '../charts.ts';
import type { Figure, Row } from '../figure.ts';
import { reference } from '../reference.ts';
import { petuum, type System, tableSystem } from '../systems.ts';
import { cell } from './cells.ts';
import { metricRows, metricTitles } from './metrics.ts';

/** What Section 3 calls its three protocols, and the systems that stand for them. */
const protocols: readonly (readonly [string, System])[] = [
  ['BSP', tableSystem('Spark BSP')],
  ['ASP', tableSystem('Petuum ASP')],
  ['SSP', petuum(10)],
];

/** What heterogeneity costs the three protocols, logistic regression on URL. */
export const fig2: Figure = {
  name: 'fig2',
  title: 'Fig 2: what heterogeneity costs BSP, ASP and SSP (LR, URL)',
  columns: ['metric', 'protocol', 'hl', 'source', 'value', 'ci_low', 'ci_high', 'page'],
  rows: async (setting) => {
    const rows: Row[] = [];
    for (const [protocol, system] of protocols) {
      for (const hl of [1, 2]) {
        const found = await cell({ model: 'LR', data: 'URL', level: hl }, system, setting);
        rows.push(...metricRows({ protocol, hl }, found));
      }
    }
    return [...rows, ...printed()];
  },
  chart: () => ({
    ...bars({ group: 'group', value: 'value', facet: 'metric', titles: metricTitles }),
    transform: [
      { filter: 'isValid(datum.value)' },
      { calculate: "datum.protocol + ', HL ' + datum.hl", as: 'group' },
    ],
  }),
};

function printed(): readonly Row[] {
  const table = reference('table3.csv').filter(({ model, data }) => model === 'LR' && data === 'URL');
  return protocols.flatMap(([protocol, { name }]) =>
    table
      .filter(({ system }) => system === name)
      .map(({ metric, hl, value }) => ({
        metric,
        protocol,
        hl: Number(hl),
        source: 'paper',
        value: Number(value),
        page: 466,
      })),
  );
}

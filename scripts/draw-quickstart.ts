import { readFileSync, writeFileSync } from 'node:fs';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';

/*
 * Draws docs/quickstart.svg, the picture of the README, from the results of `npm run sim`:
 *
 *     npm run sim && npx tsx scripts/draw-quickstart.ts
 */

const curve = 'out/quickstart/curve.csv';
const picture = 'docs/quickstart.svg';

/** The algorithms in the order of the scenario, in colours that colour-blind readers can tell apart (Okabe and Ito, 2008). */
const colours = { bsp: '#000000', ssp: '#d55e00', asp: '#e69f00', consgd: '#0072b2', dynsgd: '#009e73' };

function panel(field: 'time_s' | 'updates', title: string) {
  return {
    width: 330,
    height: 260,
    mark: { type: 'line', strokeWidth: 2 },
    encoding: {
      x: { field, type: 'quantitative', title },
      y: {
        field: 'objective',
        type: 'quantitative',
        scale: { type: 'log', domainMin: 0.04 },
        axis: { values: [0.05, 0.1, 0.2, 0.5, 1, 2, 5], format: '~g' },
        title: 'objective on all training examples',
      },
      color: {
        field: 'algorithm',
        type: 'nominal',
        sort: Object.keys(colours),
        scale: { domain: Object.keys(colours), range: Object.values(colours) },
        title: null,
      },
      order: { field: 'updates', type: 'quantitative' },
    },
  };
}

const specification = {
  background: 'white',
  data: { values: parseCsv(readFileSync(curve), { columns: true, cast: true }) },
  hconcat: [panel('time_s', 'simulated time, s'), panel('updates', 'updates')],
  config: { font: 'sans-serif', axis: { labelFontSize: 12, titleFontSize: 12, gridOpacity: 0.5 } },
} as TopLevelSpec;

const view = new View(parse(compile(specification).spec), { renderer: 'none' });
writeFileSync(picture, `${await view.toSVG()}\n`);

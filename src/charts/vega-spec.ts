import type { Chart } from './chart.ts';
import { heatSpec } from './vega/heat.ts';
import { histogramsSpec } from './vega/histograms.ts';
import { intervalsSpec } from './vega/intervals.ts';
import { linesSpec } from './vega/lines.ts';
import { planeSpec } from './vega/plane.ts';
import type { Spec } from './vega/spec.ts';
import { stacksSpec } from './vega/stacks.ts';

/** A chart in the words of Vega-Lite 6: on white, with its title, for a file. */
export function vegaSpec(chart: Chart): Spec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: 'white',
    padding: 12,
    title: { text: chart.title, anchor: 'start', fontSize: 15, offset: 14 },
    config: {
      font: 'Helvetica, Arial, Liberation Sans, sans-serif',
      axis: { labelFontSize: 11, titleFontSize: 12, titleFontWeight: 'normal', gridColor: '#e8eaed' },
      legend: { labelFontSize: 12, labelLimit: 0, symbolStrokeWidth: 2, symbolSize: 300 },
      header: { labelFontSize: 12 },
      view: { stroke: null },
    },
    ...bodyOf(chart),
  };
}

function bodyOf(chart: Chart): Spec {
  switch (chart.kind) {
    case 'lines':
      return linesSpec(chart);
    case 'intervals':
      return intervalsSpec(chart);
    case 'stacks':
      return stacksSpec(chart);
    case 'histograms':
      return histogramsSpec(chart);
    case 'plane':
      return planeSpec(chart);
    case 'heat':
      return heatSpec(chart);
  }
}

import type { Chart } from '../charts/chart.ts';
import { reportData } from '../charts/report-data.ts';
import { vegaSpec } from '../charts/vega-spec.ts';
import type { ManifestFacts } from '../report/manifest.ts';
import type { ResultFile } from '../report/result-files.ts';
import type { StudyResult } from '../studies/study-result.ts';
import { drawSvg } from './draw-svg.ts';

/** Dots of a PNG for each of its drawing's. */
const SCALE = 2;

/** Every chart of a study's report as a drawing, SVG and PNG. */
export async function drawCharts(study: StudyResult, facts: ManifestFacts): Promise<readonly ResultFile[]> {
  const files: ResultFile[] = [];
  for (const [name, chart] of chartsOf(study, facts)) {
    const svg = await drawSvg(vegaSpec(chart));
    const png = await pngOf(svg);
    files.push({ name: `${name}.svg`, pieces: () => [svg] }, { name: `${name}.png`, pieces: () => [png] });
  }
  return files;
}

/** The charts by the names of their files; those of a point of a sweep have its number, from 0. */
function chartsOf(study: StudyResult, facts: ManifestFacts): readonly (readonly [string, Chart])[] {
  const { overall, views } = reportData(study, facts);
  return [
    ...overall.map((chart) => [`chart-${chart.id}`, chart] as const),
    ...views.flatMap(({ charts, label }, k) =>
      charts.map((chart) => [`chart-${chart.id}${label ? `-${k}` : ''}`, chart] as const),
    ),
  ];
}

async function pngOf(svg: string): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js');
  const drawing = new Resvg(svg, { fitTo: { mode: 'zoom', value: SCALE }, font: { loadSystemFonts: true } });
  return drawing.render().asPng();
}

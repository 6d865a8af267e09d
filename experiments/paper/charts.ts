import { drawSvg } from '../../src/cli/draw-svg.ts';

/** A Vega-Lite specification without its data. */
export type Chart = Readonly<Record<string, unknown>>;

/** Colours that colour-blind readers can tell apart (Okabe and Ito, 2008), with dashes that do so in grey. */
export const palette = ['#d55e00', '#0072b2', '#009e73', '#000000', '#cc79a7', '#e69f00', '#56b4e9'];
export const dashes = [
  [1, 0],
  [6, 3],
  [2, 2],
  [8, 2, 2, 2],
  [4, 4],
  [1, 3],
  [10, 3],
];

/** Drawn as SVG, the same to the byte with one version of Node. */
export function svgOf(chart: Chart, values: readonly object[]): Promise<string> {
  return drawSvg({
    background: 'white',
    padding: 12,
    data: { values },
    config: {
      font: 'sans-serif',
      axis: { labelFontSize: 11, titleFontSize: 12, gridOpacity: 0.4 },
      legend: { labelFontSize: 11, symbolStrokeWidth: 2, title: null },
      header: { labelFontSize: 12, title: null },
      range: { category: palette },
      view: { stroke: '#bbb' },
    },
    ...(inOrderOf(values, chart) as Chart),
  });
}

/** Vega-Lite sorts facets by name, and forgets the place of a group whose first value is missing: `sort: null` is made the order in which the values of the field come. */
function inOrderOf(values: readonly object[], part: unknown): unknown {
  if (Array.isArray(part)) return part.map((each) => inOrderOf(values, each));
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).map(([key, value]) => [key, inOrderOf(values, value)] as const);
  const { field, sort } = part as { field?: string; sort?: unknown };
  const found = field === undefined ? [] : values.map((row) => (row as Record<string, unknown>)[field]);
  const known = [...new Set(found)].filter((value) => value !== undefined);
  return { ...Object.fromEntries(entries), ...(sort === null && known.length > 0 && { sort: known }) };
}

/** A line for each series. */
export function lines(options: {
  readonly x: string;
  readonly y: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly log?: boolean;
  readonly facet?: string;
  readonly series?: string;
}): Chart {
  const { x, y, xTitle, yTitle, log = false, facet, series = 'series' } = options;
  const encoding = {
    x: { field: x, type: 'quantitative', title: xTitle },
    y: {
      field: y,
      type: 'quantitative',
      title: yTitle,
      scale: {
        type: log ? 'log' : 'linear',
        ...(!log && { zero: false }),
      },
      axis: { format: '~g' },
    },
    color: { field: series, type: 'nominal', sort: null },
    strokeDash: { field: series, type: 'nominal', sort: null, scale: { range: dashes } },
  };
  const unit = { width: 300, height: 240, mark: { type: 'line', strokeWidth: 1.8, clip: true }, encoding };
  if (facet === undefined) return unit;
  const { width, height, mark, encoding: each } = unit;
  return {
    facet: { field: facet, type: 'nominal', sort: null },
    columns: 3,
    spec: { width, height, mark, encoding: each },
    resolve: { scale: { y: 'shared' } },
  };
}

/** Of what was simulated, of the paper, and of bounds. */
const barColours = ['#0072b2', '#b8b8b8', '#e69f00', '#000000'];

/** Groups of bars: simulated beside the paper's. */
export function bars(options: {
  readonly group: string;
  readonly value: string;
  /** Undefined where the facets say it. */
  readonly yTitle?: string;
  readonly facet?: string;
  /** What to write above a facet instead of its name. */
  readonly titles?: Readonly<Record<string, string>>;
  readonly by?: string;
  readonly log?: boolean;
}): Chart {
  const { group, value, yTitle = null, facet, titles, by = 'source', log = false } = options;
  const encoding = {
    x: { field: group, type: 'nominal', sort: null, title: null, axis: { labelAngle: -45, labelLimit: 300 } },
    xOffset: { field: by, type: 'nominal', sort: null },
    y: { field: value, type: 'quantitative', title: yTitle, ...(log && { scale: { type: 'log' } }) },
    color: { field: by, type: 'nominal', sort: null, scale: { range: barColours } },
  };
  const spec = {
    width: { step: 14 },
    height: 200,
    mark: log ? { type: 'point', filled: true, size: 55 } : 'bar',
    encoding,
  };
  if (facet === undefined) return spec;
  const header = titles && { labelExpr: `(${JSON.stringify(titles)})[datum.label]` };
  return {
    facet: { field: facet, type: 'nominal', sort: null, ...(header && { header }) },
    columns: 3,
    spec,
    resolve: { scale: { y: 'independent', x: 'independent' } },
  };
}

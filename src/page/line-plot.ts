import uPlot from 'uplot';
import { axisTitle } from '../charts/axes.ts';
import type { Axis, Line, LinesChart } from '../charts/chart.ts';
import { dashOf } from '../charts/palette.ts';
import { ticksFor } from '../charts/ticks.ts';
import { colourOf, resolved } from './looks.ts';

/** The data and listeners of a plot. */
export interface PlotOptions {
  readonly chart: LinesChart;
  readonly panel: LinesChart['panels'][number];
  readonly width: number;
  readonly height: number;
  /** Called with the position of the pointer on the x axis; null where it has left. */
  readonly onPoint: (x: number | null) => void;
  readonly onZoom: (isZoomed: boolean) => void;
}

/** A plot on a page. */
export interface LinePlot {
  hide(hidden: ReadonlySet<number>): void;
  /** Handles a key. Returns whether the key has a meaning. */
  key(key: string): boolean;
  leave(): void;
  reset(): void;
  destroy(): void;
}

/** Draws lines into `host`. The pointer shows values, dragging zooms, double-clicking shows all. */
export function plotLines(host: HTMLElement, options: PlotOptions): LinePlot {
  const { panel, onPoint } = options;
  const { data, series, bands } = seriesOf(options);
  const full = fullRange(options);
  const plot = new uPlot(
    {
      ...{ width: options.width, height: options.height, series, bands },
      scales: { x: { time: false, ...distribution(options.chart.x) }, y: yScale(options.chart) },
      axes: [axisOf(options.chart.x, 'x', options.width), axisOf(options.chart.y, 'y', options.height)],
      legend: { show: false },
      padding: [10, 12, 0, 0],
      cursor: { y: false, drag: { x: true, y: false, setScale: true }, points: { size: 7 } },
      hooks: {
        setCursor: [({ cursor, data: [xs] }) => onPoint(cursor.idx == null ? null : xs[cursor.idx]!)],
        setScale: [
          ({ scales }, name) => {
            if (name === 'x') options.onZoom(isWithin(scales.x!, full));
          },
        ],
        draw: [(u) => drawTarget(u, options.chart)],
      },
    },
    data,
    host,
  );
  const show = ([min, max]: Range) => plot.setScale('x', { min, max });
  show(full);
  const reset = () => show(full);
  plot.over.addEventListener('dblclick', reset);
  return {
    hide: (hidden) => {
      for (const [k, own] of series.entries()) {
        const line = panel.lines[(own as { line?: number }).line ?? -1];
        if (line) plot.setSeries(k, { show: !hidden.has(line.style) }, false);
      }
    },
    key: (key) => onKey(plot, key, full),
    leave: () => plot.setCursor({ left: -10, top: -10 }),
    reset,
    destroy: () => plot.destroy(),
  };
}

type Range = readonly [number, number];

/** Returns a series for each line, and two more for the bounds of its band. */
function seriesOf({ chart, panel }: PlotOptions) {
  const tables: uPlot.AlignedData[] = [];
  const series: uPlot.Series[] = [{}];
  const bands: uPlot.Band[] = [];
  for (const [k, line] of panel.lines.entries()) {
    const colour = resolved(colourOf(line.style));
    const columns: (number | null)[][] = [line.y.slice()];
    const named = { line: k, label: line.name, spanGaps: !chart.marked };
    series.push({
      ...named,
      ...{ stroke: colour, width: 2, dash: [...dashOf(line.style)] },
      points: { show: chart.marked, size: 6, fill: colour },
    });
    if (line.low && line.high) {
      const edge = { ...named, stroke: 'transparent', width: 0, points: { show: false } };
      series.push(edge, { ...edge });
      columns.push(line.low.slice(), line.high.slice());
      bands.push({ series: [series.length - 1, series.length - 2], fill: withAlpha(colour, 0.18) });
    }
    tables.push([line.x.slice(), ...columns] as uPlot.AlignedData);
  }
  const modes = tables.map((table) => table.map(() => 0 as const));
  return { data: tables.length === 1 ? tables[0]! : uPlot.join(tables, modes), series, bands };
}

function withAlpha(colour: string, alpha: number): string {
  const byte = Math.round(alpha * 255).toString(16);
  return `${colour}${byte.padStart(2, '0')}`;
}

function distribution({ scale }: Axis): { readonly distr: 1 | 3 } {
  return { distr: scale === 'log' ? 3 : 1 };
}

/** Returns the range of x over all lines, with a margin where values are marked. */
function fullRange({ chart, panel }: PlotOptions): Range {
  const ends = panel.lines.flatMap(({ x }) => (x.length === 0 ? [] : [x[0]!, x.at(-1)!]));
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  if (chart.x.scale === 'log') return [low / (high / low) ** 0.04, high * (high / low) ** 0.04];
  const room = high === low ? Math.max(1, Math.abs(low)) / 2 : chart.marked ? (high - low) * 0.04 : 0;
  return [low - room, high + room];
}

/** Returns the visible range of y over all values, with a margin above and below; small panels share one. */
function yScale(chart: LinesChart): uPlot.Scale {
  const all = chart.panels.flatMap(({ lines }) => lines.flatMap(boundsOf));
  const shared: Range | undefined =
    chart.panels.length > 1 ? [Math.min(...all), Math.max(...all)] : undefined;
  return {
    ...distribution(chart.y),
    range: (_, min, max) => {
      let [low, high] = shared ?? [min, max];
      if (low == null || high == null) return chart.y.scale === 'log' ? [0.1, 1] : [0, 1];
      if (chart.target && !shared) {
        low = Math.min(low, chart.target.value);
        high = Math.max(high, chart.target.value);
      }
      if (chart.y.scale === 'log') return [low / 1.15, high * 1.15];
      const room = (high - low || Math.abs(high) || 1) * 0.06;
      return [low >= 0 && low < 0.4 * high ? 0 : low - room, high + room];
    },
  };
}

function boundsOf({ y, low = [], high = [] }: Line): readonly number[] {
  return [...y, ...low, ...high].filter((value) => value !== null);
}

function axisOf(axis: Axis, side: 'x' | 'y', length: number): uPlot.Axis {
  const ink = resolved('var(--ink-2)');
  const line = resolved('var(--line)');
  const font = '12px system-ui, sans-serif';
  const count = Math.max(2, Math.floor(length / (side === 'x' ? 85 : 45)));
  const size = axis.unit?.size ?? 1;
  return {
    ...{ stroke: ink, font, labelFont: font, label: axisTitle(axis), labelSize: 20, labelGap: 2 },
    grid: { stroke: line, width: 1 },
    ticks: { show: false },
    border: { show: side === 'x', stroke: resolved('var(--line-2)'), width: 1 },
    gap: 6,
    size: side === 'x' ? 26 : 50,
    splits: (_u, _k, low, high) => ticksFor(axis, low, high, count).map(({ value }) => value),
    filter: (_u, splits) => splits,
    values: (_u, splits) => {
      if (splits.length === 0) return [];
      const texts = new Map(
        ticksFor(axis, splits[0]!, splits.at(-1)!, count).map(({ value, text }) => [value, text]),
      );
      return splits.map((value) => texts.get(value) ?? String(Number((value / size).toPrecision(4))));
    },
  };
}

function drawTarget(u: uPlot, { target }: LinesChart): void {
  if (!target) return;
  const { ctx, bbox } = u;
  const y = Math.round(u.valToPos(target.value, 'y', true));
  if (y < bbox.top || y > bbox.top + bbox.height) return;
  const scale = devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = resolved('var(--ink-2)');
  ctx.lineWidth = scale;
  ctx.setLineDash([4 * scale, 4 * scale]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.fillStyle = resolved('var(--ink-2)');
  ctx.font = `${11 * scale}px system-ui, sans-serif`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.fillText(target.name, bbox.left + 4 * scale, y - 2 * scale);
  ctx.restore();
}

function isWithin({ min, max }: uPlot.Scale, [low, high]: Range): boolean {
  const slack = (high - low) * 1e-9;
  return min != null && max != null && (min > low + slack || max < high - slack);
}

function onKey(plot: uPlot, key: string, full: Range): boolean {
  const [xs] = plot.data;
  const { min, max } = plot.scales.x as { min: number; max: number };
  const at = plot.cursor.idx ?? -1;
  const middle = xs[at] ?? (min + max) / 2;
  const zoom = (factor: number) =>
    plot.setScale('x', {
      min: Math.max(full[0], middle - (middle - min) * factor),
      max: Math.min(full[1], middle + (max - middle) * factor),
    });
  const move = (place: number) => {
    const left = plot.valToPos(xs[Math.min(xs.length - 1, Math.max(0, place))]!, 'x');
    plot.setCursor({ left, top: plot.over.clientHeight / 2 });
  };
  const actions: Readonly<Record<string, () => void>> = {
    ArrowRight: () => move(at + 1),
    ArrowLeft: () => move(at < 0 ? xs.length - 1 : at - 1),
    Home: () => move(0),
    End: () => move(xs.length - 1),
    '+': () => zoom(0.5),
    '=': () => zoom(0.5),
    '-': () => zoom(2),
    '0': () => plot.setScale('x', { min: full[0], max: full[1] }),
    Escape: () => plot.setScale('x', { min: full[0], max: full[1] }),
  };
  actions[key]?.();
  return actions[key] !== undefined;
}

import { axisTitle } from '../charts/axes.ts';
import type { Axis, PlaneChart } from '../charts/chart.ts';
import { ticksFor } from '../charts/ticks.ts';
import { useWidth } from './hooks.ts';
import { placeLabels } from './label-places.ts';
import { colourOf } from './looks.ts';
import { valueText } from './numbers.ts';

const HEIGHT = 320;
const MARGIN = { left: 62, right: 16, top: 12, bottom: 46 };

/** Points on a log-log plane with the diagonals of equal product. */
export function PlaneView({
  chart,
  hidden,
}: {
  readonly chart: PlaneChart;
  readonly hidden: ReadonlySet<number>;
}) {
  const [ref, width] = useWidth<HTMLDivElement>();
  return <div ref={ref}>{width > 0 && <Plane chart={chart} hidden={hidden} width={width} />}</div>;
}

function Plane({
  chart,
  hidden,
  width,
}: {
  readonly chart: PlaneChart;
  readonly hidden: ReadonlySet<number>;
  readonly width: number;
}) {
  const points = chart.points.filter(({ style }) => !hidden.has(style));
  const right = width - MARGIN.right;
  const bottom = HEIGHT - MARGIN.bottom;
  const xs = rangeOf(chart.points.flatMap(({ x, xLow, xHigh }) => [x, xLow ?? x, xHigh ?? x]));
  const ys = rangeOf(chart.points.flatMap(({ y, yLow, yHigh }) => [y, yLow ?? y, yHigh ?? y]));
  const x = (value: number) => place(value, xs, MARGIN.left, right);
  const y = (value: number) => place(value, ys, bottom, MARGIN.top);
  const clamped = (value: number, [low, high]: Range) => Math.min(high, Math.max(low, value));
  const labels = placeLabels(
    points.map((point) => ({ x: x(point.x), y: y(point.y), text: point.name })),
    { left: MARGIN.left, right, top: MARGIN.top, bottom },
  );
  const taken = [
    ...labels,
    ...points.map((point) => ({ left: x(point.x) - 8, top: y(point.y) - 8, width: 16, height: 16 })),
  ];
  const diagonals = chart.products.flatMap(({ value, name }) => {
    const from = { x: Math.max(xs[0], value / ys[1]), y: 0 };
    const to = { x: Math.min(xs[1], value / ys[0]), y: 0 };
    if (to.x <= from.x) return [];
    const line = { x1: x(from.x), y1: y(value / from.x), x2: x(to.x), y2: y(value / to.x) };
    return [{ name, ...line, label: diagonalLabel(line, name, taken) }];
  });
  return (
    <svg width={width} height={HEIGHT} role="img" aria-label={`${chart.title}: ${inWords(chart)}`}>
      {diagonals.map(({ name, x1, y1, x2, y2, label }) => (
        <g key={name}>
          <line class="diagonal" x1={x1} y1={y1} x2={x2} y2={y2} />
          {label && (
            <text class="tick faint" x={label.left + label.width / 2} y={label.top + 11} text-anchor="middle">
              {name}
            </text>
          )}
        </g>
      ))}
      <line class="base" x1={MARGIN.left} x2={right} y1={bottom} y2={bottom} />
      <line class="base" x1={MARGIN.left} x2={MARGIN.left} y1={MARGIN.top} y2={bottom} />
      <Ticks axis={chart.x} range={xs} count={Math.floor((right - MARGIN.left) / 60)}>
        {(value, text) => (
          <text key={value} class="tick" x={x(value)} y={bottom + 16} text-anchor="middle">
            {text}
          </text>
        )}
      </Ticks>
      <Ticks axis={chart.y} range={ys} count={6}>
        {(value, text) => (
          <text
            key={value}
            class="tick"
            x={MARGIN.left - 8}
            y={y(value)}
            text-anchor="end"
            dominant-baseline="middle"
          >
            {text}
          </text>
        )}
      </Ticks>
      <text class="axis-title" x={(MARGIN.left + right) / 2} y={HEIGHT - 6} text-anchor="middle">
        {axisTitle(chart.x)}
      </text>
      <text
        class="axis-title"
        transform={`translate(12 ${(MARGIN.top + bottom) / 2}) rotate(-90)`}
        text-anchor="middle"
      >
        {axisTitle(chart.y)}
      </text>
      {points.map((point, k) => (
        <g key={point.name} data-style={point.style} style={{ color: colourOf(point.style) }}>
          {point.xLow !== null && point.xHigh !== null && (
            <line
              class="error"
              x1={x(clamped(point.xLow, xs))}
              x2={x(clamped(point.xHigh, xs))}
              y1={y(point.y)}
              y2={y(point.y)}
            />
          )}
          {point.yLow !== null && point.yHigh !== null && (
            <line
              class="error"
              x1={x(point.x)}
              x2={x(point.x)}
              y1={y(clamped(point.yLow, ys))}
              y2={y(clamped(point.yHigh, ys))}
            />
          )}
          <circle cx={x(point.x)} cy={y(point.y)} r="6">
            <title>{pointWords(chart, point)}</title>
          </circle>
          <text class="point-name" x={labels[k]!.left} y={labels[k]!.top + 12}>
            {point.name}
          </text>
        </g>
      ))}
    </svg>
  );
}

type Range = readonly [number, number];

/** Returns the range of an axis: with a margin on both sides, and at least a factor of two wide, so that a small difference looks small. */
function rangeOf(values: readonly number[]): Range {
  const positive = values.filter((value) => value > 0);
  const [low, high] = [Math.min(...positive), Math.max(...positive)];
  const room = Math.max(1.25, Math.sqrt(2 / (high / low)));
  return [low / room, high * room];
}

function place(value: number, [low, high]: Range, from: number, to: number): number {
  return from + ((to - from) * Math.log(value / low)) / Math.log(high / low);
}

function Ticks({
  axis,
  range: [low, high],
  count,
  children,
}: {
  readonly axis: Axis;
  readonly range: Range;
  readonly count: number;
  readonly children: (value: number, text: string) => preact.JSX.Element;
}) {
  return <>{ticksFor(axis, low, high, count).map(({ value, text }) => children(value, text))}</>;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Returns a position on its diagonal where the label of a time overlaps nothing; undefined where there is none. */
function diagonalLabel(
  { x1, y1, x2, y2 }: { x1: number; y1: number; x2: number; y2: number },
  name: string,
  taken: Box[],
): Box | undefined {
  const width = 7 * name.length + 8;
  if (Math.hypot(x2 - x1, y2 - y1) < 2.5 * width) return undefined;
  for (const part of [0.9, 0.1, 0.78, 0.22, 0.65, 0.5]) {
    const [x, y] = [x1 + part * (x2 - x1), y1 + part * (y2 - y1)];
    const box = { left: x - width / 2, top: y - 8, width, height: 16 };
    if (taken.some((other) => meet(box, other))) continue;
    taken.push(box);
    return box;
  }
  return undefined;
}

function meet(a: Box, b: Box): boolean {
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}

function inWords(chart: PlaneChart): string {
  return chart.points.map((point) => pointWords(chart, point)).join('; ');
}

/** `asp: time per update 1.2 ms, updates to target 340`. */
function pointWords({ x, y }: PlaneChart, point: PlaneChart['points'][number]): string {
  return `${point.name}: ${y.label} ${valueText(y, point.y)}, ${x.label} ${valueText(x, point.x)}`;
}

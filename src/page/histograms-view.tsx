import { axisTitle } from '../charts/axes.ts';
import type { HistogramsChart } from '../charts/chart.ts';
import { ticksFor } from '../charts/ticks.ts';
import { useWidth } from './hooks.ts';
import { colourOf } from './looks.ts';

type Panel = HistogramsChart['panels'][number];

const HEIGHT = 120;
const BOTTOM = 20;
const LEFT = 38;
const TOP = 6;

/** A histogram for each algorithm; all have the same axes. */
export function HistogramsView({
  chart,
  hidden,
}: {
  readonly chart: HistogramsChart;
  readonly hidden: ReadonlySet<number>;
}) {
  const panels = chart.panels.filter(({ style }) => !hidden.has(style));
  const bars = panels.flatMap((panel) => panel.bars);
  const most = Math.max(...bars.map(({ to }) => to), 1);
  const highest = Math.max(...bars.map(({ share }) => share), 1e-300);
  return (
    <>
      <div class="panels">
        {panels.map((panel) => (
          <PanelView key={panel.style} chart={chart} panel={panel} most={most} highest={highest} />
        ))}
      </div>
      <p class="axes-note">
        Across: {axisTitle(chart.x)}. Up: {axisTitle(chart.y)}.
      </p>
    </>
  );
}

function PanelView({
  chart,
  panel,
  most,
  highest,
}: {
  readonly chart: HistogramsChart;
  readonly panel: Panel;
  readonly most: number;
  readonly highest: number;
}) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const inner = Math.max(1, width - LEFT - 8);
  const x = (value: number) => LEFT + (inner * value) / (most + 1);
  const y = (share: number) => TOP + HEIGHT * (1 - share / highest);
  const { bars, mean, most: largest, versions } = panel;
  return (
    <div class="panel" data-panel={panel.name} ref={ref}>
      <h4>
        <i class="dot" style={{ background: colourOf(panel.style) }} />
        {panel.name}
        {mean !== null && (
          <small>
            mean {mean.toFixed(1)}, at most {largest}
            {versions === 0 && mean > 0 && '; 0 in versions of the parameters'}
          </small>
        )}
      </h4>
      <svg
        width={width}
        height={TOP + HEIGHT + BOTTOM}
        role="img"
        aria-label={`Pushes of others meanwhile under ${panel.name}: mean ${mean?.toFixed(2)}, at most ${largest}`}
      >
        {ticksFor(chart.y, 0, highest, 3).map(({ value }) => (
          <g key={value}>
            <line class="grid" x1={LEFT} x2={LEFT + inner} y1={y(value)} y2={y(value)} />
            <text class="tick" x={LEFT - 6} y={y(value)} text-anchor="end" dominant-baseline="middle">
              {`${Number((100 * value).toPrecision(3))}%`}
            </text>
          </g>
        ))}
        {bars.map(({ from, to, share }) => (
          <rect
            key={from}
            x={x(from) + 0.5}
            width={Math.max(1, x(to + 1) - x(from) - 1)}
            y={y(share)}
            height={Math.max(0, TOP + HEIGHT - y(share))}
            style={{ fill: colourOf(panel.style) }}
          >
            <title>{`${from === to ? from : `${from} to ${to}`}: ${(100 * share).toFixed(1)}%`}</title>
          </rect>
        ))}
        <line class="base" x1={LEFT} x2={LEFT + inner} y1={TOP + HEIGHT} y2={TOP + HEIGHT} />
        {ticksFor(chart.x, 0, most, Math.max(2, Math.floor(inner / 60)))
          .filter(({ value }) => Number.isInteger(value))
          .map(({ value, text }) => (
            <text key={value} class="tick" x={x(value + 0.5)} y={TOP + HEIGHT + 14} text-anchor="middle">
              {text}
            </text>
          ))}
      </svg>
    </div>
  );
}

import { useEffect, useRef, useState } from 'preact/hooks';
import type { LinesChart } from '../charts/chart.ts';
import { useTheme, useWidth } from './hooks.ts';
import { type LinePlot, plotLines } from './line-plot.ts';
import { valueText } from './numbers.ts';
import { Swatch } from './swatch.tsx';

type Panel = LinesChart['panels'][number];
type Hidden = ReadonlySet<number>;

/** Lines in one panel, or in several small ones. */
export function LinesView({ chart, hidden }: { readonly chart: LinesChart; readonly hidden: Hidden }) {
  const isSmall = chart.panels.length > 1;
  return (
    <div class={isSmall ? 'panels' : ''}>
      {chart.panels.map((panel) => (
        <PanelView
          key={panel.name}
          chart={chart}
          panel={panel}
          hidden={hidden}
          height={isSmall ? 210 : 300}
        />
      ))}
    </div>
  );
}

function PanelView({
  chart,
  panel,
  hidden,
  height,
}: {
  readonly chart: LinesChart;
  readonly panel: Panel;
  readonly hidden: Hidden;
  readonly height: number;
}) {
  const [host, width] = useWidth<HTMLDivElement>();
  const plot = useRef<LinePlot | undefined>(undefined);
  const theme = useTheme();
  const [at, setAt] = useState<number | null>(null);
  const [isZoomed, setZoomed] = useState(false);

  useEffect(() => {
    if (width === 0) return;
    const made = plotLines(host.current!, { chart, panel, width, height, onPoint: setAt, onZoom: setZoomed });
    plot.current = made;
    return () => {
      made.destroy();
      plot.current = undefined;
    };
  }, [chart, panel, width, height, theme]);
  useEffect(() => plot.current?.hide(hidden), [hidden, width, theme, panel]);

  return (
    <div class="panel" data-panel={panel.name}>
      {panel.name && <h4>{panel.name}</h4>}
      <div
        class="plot"
        ref={host}
        style={{ height: `${height}px` }}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the plot handles the arrow keys
        tabIndex={0}
        aria-label={`${chart.title}. ${panel.name} Arrow keys move along the lines, plus and minus zoom, 0 shows all.`}
        onKeyDown={(event) => {
          if (plot.current?.key(event.key)) event.preventDefault();
        }}
        onBlur={() => plot.current?.leave()}
      />
      {isZoomed && (
        <button type="button" class="reset" onClick={() => plot.current?.reset()}>
          Show all
        </button>
      )}
      <Readout chart={chart} panel={panel} hidden={hidden} at={at} />
    </div>
  );
}

/** Returns the values of all lines at a place: the last known ones. Without a place, those at the end of each line. */
function Readout({
  chart,
  panel,
  hidden,
  at,
}: {
  readonly chart: LinesChart;
  readonly panel: Panel;
  readonly hidden: Hidden;
  readonly at: number | null;
}) {
  const lines = panel.lines.filter(({ style }) => !hidden.has(style));
  return (
    <div class="readout" aria-live="polite" data-at={at ?? ''}>
      <span class="where">{at === null ? 'at the end' : `at ${valueText(chart.x, at)}`}</span>
      {lines.map((line) => {
        const { value, low, high } = valueAt(line, at);
        return (
          <span key={line.style} class="reading" data-style={line.style}>
            <Swatch style={line.style} />
            {line.name} <b>{valueText(chart.y, value)}</b>
            {low !== null && high !== null && (
              <small>
                {' '}
                [{valueText(chart.y, low)}, {valueText(chart.y, high)}]
              </small>
            )}
          </span>
        );
      })}
    </div>
  );
}

function valueAt({ x, y, low, high }: Panel['lines'][number], at: number | null) {
  let place = x.length - 1;
  if (at !== null) {
    place = -1;
    while (place + 1 < x.length && x[place + 1]! <= at) place++;
    if (place === x.length - 1 && x[place]! < at && !isClose(x[place]!, at)) place = x.length; // it has ended
  } else while (place > 0 && y[place] === null) place--;
  return { value: y[place] ?? null, low: low?.[place] ?? null, high: high?.[place] ?? null };
}

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.abs(b);
}

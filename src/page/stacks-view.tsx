import type { StacksChart } from '../charts/chart.ts';
import { useWidth } from './hooks.ts';
import { colourOf } from './looks.ts';
import { valueText } from './numbers.ts';
import { ScaleRow } from './scale-row.tsx';

type Panel = StacksChart['panels'][number];

/** Stacked horizontal bars; all panels have one scale. */
export function StacksView({
  chart,
  hidden,
}: {
  readonly chart: StacksChart;
  readonly hidden: ReadonlySet<number>;
}) {
  const panels = chart.panels.filter(({ name, style }) => name === '' || !hidden.has(style));
  const totals = panels.flatMap(({ rows }) => rows.map(({ parts }) => parts.reduce((a, b) => a + b, 0)));
  const most = Math.max(...totals, 1e-300);
  return (
    <>
      <ul class="parts">
        {chart.parts.map((part) => (
          <li key={part}>
            <i class={`part ${classOf(part)}`} />
            {part}
          </li>
        ))}
      </ul>
      <div class={panels.length > 1 ? 'panels' : ''}>
        {panels.map((panel) => (
          <PanelView key={panel.style} chart={chart} panel={panel} most={most} />
        ))}
      </div>
    </>
  );
}

function PanelView({
  chart,
  panel,
  most,
}: {
  readonly chart: StacksChart;
  readonly panel: Panel;
  readonly most: number;
}) {
  const [ref, width] = useWidth<HTMLDivElement>();
  return (
    <div class="panel" data-panel={panel.name}>
      {panel.name && (
        <h4>
          <i class="dot" style={{ background: colourOf(panel.style) }} />
          {panel.name}
        </h4>
      )}
      <div class={`bars ${panel.rows.length > 12 ? 'many' : ''}`}>
        {panel.rows.map(({ name, parts }) => (
          <div class="bar-row stack" key={name} title={inWords(chart, name, parts)}>
            <span class="bar-name">{name}</span>
            <span class="track">
              {parts.map((part, k) => (
                <i
                  key={chart.parts[k]}
                  class={`part ${classOf(chart.parts[k]!)}`}
                  style={{ width: `${(100 * part) / most}%` }}
                />
              ))}
            </span>
          </div>
        ))}
        <div class="bar-row stack axis">
          <span class="bar-name" />
          <div ref={ref}>
            <ScaleRow axis={chart.x} most={most} width={width} />
          </div>
        </div>
      </div>
    </div>
  );
}

/** `worker 3: computing 0.5 s, waiting 0.1 s`, with shares. */
function inWords(chart: StacksChart, name: string, parts: readonly number[]): string {
  const total = parts.reduce((a, b) => a + b, 0);
  const said = parts.flatMap((part, k) =>
    part === 0
      ? []
      : [`${chart.parts[k]} ${valueText(chart.x, part)} (${((100 * part) / total).toFixed(0)}%)`],
  );
  return `${name}: ${said.join(', ')}`;
}

/** Returns the colour of a part, which its first word names. */
function classOf(part: string): string {
  return part.split(' ')[0]!;
}

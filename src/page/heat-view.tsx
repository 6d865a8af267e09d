import { axisTitle } from '../charts/axes.ts';
import type { HeatCell, HeatChart } from '../charts/chart.ts';
import { shades } from '../charts/palette.ts';
import { colourOf } from './looks.ts';
import { valueText } from './numbers.ts';

type Panel = HeatChart['panels'][number];

/** A table of coloured cells for each algorithm. */
export function HeatView({
  chart,
  hidden,
}: {
  readonly chart: HeatChart;
  readonly hidden: ReadonlySet<number>;
}) {
  const panels = chart.panels.filter(({ style }) => !hidden.has(style));
  const values = chart.panels.flatMap(({ cells }) => cells.flatMap((cell) => cell?.value ?? []));
  const range: Range = [Math.min(...values), Math.max(...values)];
  return (
    <>
      {values.length > 0 && (
        <p class="heat-key">
          <span>{axisTitle(chart.value)}:</span>
          <span>{valueText(chart.value, range[0])}</span>
          <i style={{ background: `linear-gradient(to right, ${shades.join(', ')})` }} />
          <span>{valueText(chart.value, range[1])}</span>
        </p>
      )}
      <div class="panels">
        {panels.map((panel) => (
          <PanelView key={panel.style} chart={chart} panel={panel} range={range} />
        ))}
      </div>
    </>
  );
}

type Range = readonly [number, number];

function PanelView({
  chart,
  panel,
  range,
}: {
  readonly chart: HeatChart;
  readonly panel: Panel;
  readonly range: Range;
}) {
  const { rows, columns } = chart;
  return (
    <div class="panel" data-panel={panel.name}>
      <h4>
        <i class="dot" style={{ background: colourOf(panel.style) }} />
        {panel.name}
      </h4>
      <div class="scroller">
        <table class="heat">
          <thead>
            <tr>
              <th scope="col">{chart.rowLabel ? `${chart.columnLabel} →` : chart.columnLabel}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, r) => (
              <tr key={row}>
                <th scope="row">{row}</th>
                {columns.map((column, c) => (
                  <Cell
                    key={column}
                    chart={chart}
                    cell={panel.cells[r * columns.length + c] ?? null}
                    range={range}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Cell({
  chart,
  cell,
  range,
}: {
  readonly chart: HeatChart;
  readonly cell: HeatCell | null;
  readonly range: Range;
}) {
  if (!cell) return <td />;
  if (cell.value === null) return <td class="missed">{cell.text}</td>;
  const shade = shadeOf(cell.value, range, chart.value.scale === 'log');
  const style = { background: shades[shade]!, color: shade >= 5 ? '#ffffff' : '#1a1a1a' };
  return (
    <td class={cell.isBest ? 'best' : ''} style={style}>
      {cell.text}
    </td>
  );
}

function shadeOf(value: number, [low, high]: Range, isLog: boolean): number {
  if (high <= low) return 0;
  const part = isLog ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.min(shades.length - 1, Math.floor(part * shades.length));
}

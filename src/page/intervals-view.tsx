import type { IntervalsChart } from '../charts/chart.ts';
import { useWidth } from './hooks.ts';
import { colourOf } from './looks.ts';
import { ScaleRow } from './scale-row.tsx';

/** A bar for each value, a whisker for its interval, and both as text. */
export function IntervalsView({
  chart,
  hidden,
}: {
  readonly chart: IntervalsChart;
  readonly hidden: ReadonlySet<number>;
}) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const rows = chart.rows.filter(({ style }) => !hidden.has(style));
  const most = 1.04 * Math.max(...rows.flatMap(({ value, high }) => [value ?? 0, high ?? 0]), 1e-300);
  const part = (value: number) => `${(100 * value) / most}%`;
  return (
    <div class="bars">
      {rows.map(({ name, style, value, low, high, text }) => (
        <div class="bar-row" key={style} data-style={style}>
          <span class="bar-name">{name}</span>
          <span class="track">
            {value !== null && <i class="bar" style={{ width: part(value), background: colourOf(style) }} />}
            {low !== null && high !== null && high > low && (
              <i
                class="whisker"
                style={{ left: part(Math.max(0, low)), width: part(high - Math.max(0, low)) }}
              />
            )}
          </span>
          <span class="bar-text">{text}</span>
        </div>
      ))}
      <div class="bar-row axis">
        <span class="bar-name" />
        <div ref={ref}>
          <ScaleRow axis={chart.x} most={most} width={width} />
        </div>
        <span class="bar-text" />
      </div>
    </div>
  );
}

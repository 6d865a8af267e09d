import { axisTitle } from '../charts/axes.ts';
import type { Axis } from '../charts/chart.ts';
import { ticksFor } from '../charts/ticks.ts';

/** Draws the ticks of a horizontal axis from 0 to `most`: lines behind the bars, numbers below them. */
export function ScaleRow({
  axis,
  most,
  width,
}: {
  readonly axis: Axis;
  readonly most: number;
  readonly width: number;
}) {
  const ticks = ticksFor(axis, 0, most, Math.max(2, Math.floor(width / 70)));
  return (
    <div class="scale">
      <div class="scale-ticks">
        {ticks.map(({ value, text }) => (
          <span key={value} style={{ left: `${(100 * value) / most}%` }}>
            {text}
          </span>
        ))}
      </div>
      <div class="scale-title">{axisTitle(axis)}</div>
    </div>
  );
}

import type { HistogramsChart } from '../chart.ts';
import { seriesColours } from '../palette.ts';
import { positionOn, type Spec } from './spec.ts';

/** A histogram for each algorithm, on the same axes. */
export function histogramsSpec({ panels, x, y }: HistogramsChart): Spec {
  const bars = panels.flatMap((panel) => panel.bars);
  const most = Math.max(...bars.map(({ to }) => to + 1), 1);
  const highest = Math.max(...bars.map(({ share }) => share), Number.MIN_VALUE);
  const share = positionOn(y, 'share', [0, highest], 4);
  return {
    columns: 3,
    concat: panels.map(
      (panel): Spec => ({
        title: { text: panel.name, fontSize: 12, anchor: 'start' },
        width: 220,
        height: 130,
        data: { values: panel.bars.map((bar) => ({ ...bar, end: bar.to + 1 })) },
        mark: { type: 'bar', color: seriesColours[panel.style % seriesColours.length] },
        encoding: {
          x: { ...positionOn(x, 'from', [0, most], 4), bin: 'binned' },
          x2: { field: 'end' },
          y: {
            ...share,
            title: panels.length > 3 ? 'share of updates' : share.title,
            axis: { format: '~%', tickCount: 4 },
          },
        },
      }),
    ),
  };
}

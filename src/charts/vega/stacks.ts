import type { StacksChart } from '../chart.ts';
import { stateColours } from '../palette.ts';
import { inUnit, positionOn, type Spec } from './spec.ts';

/** Bars of parts that lie end to end, panel by panel. */
export function stacksSpec({ panels, parts, x }: StacksChart): Spec {
  const totals = panels.flatMap(({ rows }) => rows.map((row) => row.parts.reduce((a, b) => a + b, 0)));
  const most = Math.max(...totals, Number.MIN_VALUE);
  const isSmall = panels.length > 1;
  const specs = panels.map(
    ({ name, rows }): Spec => ({
      ...(name && { title: { text: name, fontSize: 12, anchor: 'start' } }),
      ...(isSmall
        ? { width: 220, height: { step: rows.length > 12 ? 9 : 14 } }
        : { width: 520, height: { step: 26 } }),
      data: {
        values: rows.flatMap((row) =>
          row.parts.map((part, k) => ({ row: row.name, part: parts[k], order: k, length: inUnit(x, part) })),
        ),
      },
      mark: { type: 'bar' },
      encoding: {
        x: { ...positionOn(x, 'length', [0, most], isSmall ? 4 : 7), stack: 'zero' },
        y: { field: 'row', type: 'nominal', sort: null, title: null, axis: { ticks: false } },
        order: { field: 'order' },
        color: {
          ...{ field: 'part', type: 'nominal', sort: null, title: null },
          scale: { domain: parts, range: parts.map((part) => stateColours[part.split(' ')[0]!]) },
          legend: { orient: 'bottom', symbolType: 'square', symbolSize: 120 },
        },
      },
    }),
  );
  return isSmall ? { concat: specs, columns: 3 } : specs[0]!;
}

import type { LinesChart } from '../chart.ts';
import { colourFor, dashFor, inUnit, positionOn, rangeOf, type Spec } from './spec.ts';

/** Lines with their bands, panel by panel. */
export function linesSpec(chart: LinesChart): Spec {
  const lines = chart.panels.flatMap((panel) => panel.lines);
  const isSmall = chart.panels.length > 1;
  const target = chart.target?.value;
  const levels = [
    ...lines.flatMap(({ y, low = [], high = [] }) => [...y, ...low, ...high]),
    ...(target === undefined ? [] : [target]),
  ];
  const places = lines.flatMap(({ x }) => x);
  const x = positionOn(chart.x, 'x', rangeOf(chart.x, places, chart.marked ? 0.05 : 0), isSmall ? 4 : 7);
  const y = positionOn(chart.y, 'y', rangeOf(chart.y, levels), isSmall ? 5 : 7);
  const colour = colourFor(lines);
  const panels = chart.panels.map((panel): Spec => {
    const values = panel.lines.flatMap(({ name, ...line }) =>
      line.x.map((place, k) => ({
        ...{ name, x: inUnit(chart.x, place), y: inUnit(chart.y, line.y[k]) },
        ...{ low: inUnit(chart.y, line.low?.[k]), high: inUnit(chart.y, line.high?.[k]) },
      })),
    );
    const known = chart.marked ? values : values.filter((value) => value.y !== null);
    const bounded = known.filter(({ low, high }) => low !== null && high !== null);
    return {
      ...(panel.name && { title: { text: panel.name, fontSize: 12, anchor: 'start' } }),
      ...(isSmall ? { width: 220, height: 170 } : { width: 520, height: 300 }),
      layer: [
        ...(bounded.length === 0
          ? []
          : [
              {
                data: { values: bounded },
                mark: { type: 'area', opacity: 0.18 },
                encoding: {
                  x,
                  y: { ...y, field: 'low' },
                  y2: { field: 'high' },
                  color: colour,
                },
              },
            ]),
        {
          data: { values: known },
          mark: { type: 'line', strokeWidth: 2, ...(chart.marked && { point: { size: 35 } }) },
          encoding: { x, y, color: colour, strokeDash: dashFor(lines) },
        },
        ...(target === undefined
          ? []
          : [
              {
                data: { values: [{ y: inUnit(chart.y, target) }] },
                mark: { type: 'rule', strokeDash: [4, 4], color: '#565d66' },
                encoding: { y },
              },
            ]),
      ],
    };
  });
  return isSmall ? { concat: panels, columns: 3 } : panels[0]!;
}

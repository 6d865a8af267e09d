import type { IntervalsChart } from '../chart.ts';
import { colourFor, inUnit, positionOn, type Spec } from './spec.ts';

/** Bars with whiskers, and the values in words behind them. */
export function intervalsSpec({ rows, x }: IntervalsChart): Spec {
  const most = Math.max(...rows.flatMap(({ value, high }) => [value ?? 0, high ?? 0]), Number.MIN_VALUE);
  const values = rows.map(({ name, value, low, high, text }) => ({
    ...{ name, text, value: inUnit(x, value) },
    ...{ low: inUnit(x, low), high: inUnit(x, high), end: inUnit(x, Math.max(value ?? 0, high ?? 0)) },
  }));
  const y = {
    field: 'name',
    type: 'nominal',
    sort: null,
    title: null,
    axis: { labelFontSize: 12, ticks: false },
  };
  const position = positionOn(x, 'value', [0, 1.02 * most], 6);
  return {
    width: 480,
    height: { step: 34 },
    data: { values },
    layer: [
      { mark: { type: 'bar', height: 20 }, encoding: { x: position, y, color: colourFor(rows, true) } },
      {
        transform: [{ filter: 'datum.low !== null && datum.high !== null' }],
        mark: { type: 'rule', strokeWidth: 1.5 },
        encoding: { x: { ...position, field: 'low' }, x2: { field: 'high' }, y },
      },
      {
        mark: { type: 'text', align: 'left', dx: 6, fontSize: 12, clip: false },
        encoding: { x: { ...position, field: 'end' }, y, text: { field: 'text' } },
      },
    ],
  };
}

import type { PlaneChart } from '../chart.ts';
import { colourFor, inUnit, positionOn, rangeOf, type Spec } from './spec.ts';

/** Points on the doubly logarithmic plane, over the diagonals of equal time. */
export function planeSpec({ points, products, x, y }: PlaneChart): Spec {
  const across = rangeOf(
    x,
    points.flatMap((p) => [p.x, p.xLow, p.xHigh]),
    0.1,
  );
  const up = rangeOf(
    y,
    points.flatMap((p) => [p.y, p.yLow, p.yHigh]),
    0.1,
  );
  const ends = products.flatMap(({ value, name }) => {
    const from = Math.max(across[0], value / up[1]);
    const to = Math.min(across[1], value / up[0]);
    return to > from ? [{ name, from, to, value }] : [];
  });
  const values = points.map((p) => ({
    ...{ name: p.name, x: inUnit(x, p.x), y: inUnit(y, p.y) },
    ...{ xLow: inUnit(x, p.xLow), xHigh: inUnit(x, p.xHigh) },
    ...{ yLow: inUnit(y, p.yLow), yHigh: inUnit(y, p.yHigh) },
  }));
  const on = { x: positionOn(x, 'x', across, 6), y: positionOn(y, 'y', up, 6) };
  const color = colourFor(points, true);
  const quiet = { grid: false };
  return {
    width: 440,
    height: 320,
    encoding: {
      x: { ...on.x, axis: { ...(on.x.axis as Spec), ...quiet } },
      y: { ...on.y, axis: { ...(on.y.axis as Spec), ...quiet } },
    },
    layer: [
      {
        data: {
          values: ends.flatMap(({ name, from, to, value }) =>
            [from, to].map((at) => ({ line: name, x: inUnit(x, at), y: inUnit(y, value / at) })),
          ),
        },
        mark: { type: 'line', color: '#c6cad0', strokeWidth: 1 },
        encoding: { detail: { field: 'line' } },
      },
      {
        data: {
          values: ends.map(({ name, to, value }) => ({ name, x: inUnit(x, to), y: inUnit(y, value / to) })),
        },
        mark: {
          type: 'text',
          align: 'left',
          baseline: 'bottom',
          dx: 3,
          dy: -2,
          fontSize: 10,
          color: '#7b828b',
        },
        encoding: { text: { field: 'name' } },
      },
      ...['x', 'y'].map((side) => ({
        data: { values: values.filter((value) => value[side === 'x' ? 'xLow' : 'yLow'] !== null) },
        mark: { type: 'rule', strokeWidth: 1.5, opacity: 0.6 },
        encoding: {
          ...(side === 'x'
            ? { x: { field: 'xLow', type: 'quantitative' }, x2: { field: 'xHigh' } }
            : { y: { field: 'yLow', type: 'quantitative' }, y2: { field: 'yHigh' } }),
          color,
        },
      })),
      { data: { values }, mark: { type: 'point', filled: true, size: 110, opacity: 1 }, encoding: { color } },
      {
        data: { values },
        mark: { type: 'text', align: 'left', dx: 9, fontSize: 12, fontWeight: 'bold' },
        encoding: { text: { field: 'name' }, color },
      },
    ],
  };
}

import { axisTitle } from '../axes.ts';
import type { HeatChart } from '../chart.ts';
import { shades } from '../palette.ts';
import { inUnit, type Spec } from './spec.ts';

/** Tables of coloured cells, one for each algorithm; the fastest of a point is framed. */
export function heatSpec({ rows, columns, panels, value, rowLabel, columnLabel }: HeatChart): Spec {
  const known = panels.flatMap(({ cells }) => cells.flatMap((cell) => cell?.value ?? []));
  const domain =
    known.length === 0 ? [0, 1] : [Math.min(...known), Math.max(...known)].map((v) => inUnit(value, v));
  const middle = value.scale === 'log' ? Math.sqrt(domain[0]! * domain[1]!) : (domain[0]! + domain[1]!) / 2;
  const place = {
    x: {
      field: 'column',
      type: 'nominal',
      sort: null,
      title: columnLabel,
      axis: { labelAngle: 0, domain: false },
    },
    y: {
      field: 'row',
      type: 'nominal',
      sort: null,
      title: rowLabel || null,
      axis: { domain: false, ticks: false },
    },
  };
  return {
    columns: 2,
    concat: panels.map(
      ({ name, cells }): Spec => ({
        title: { text: name, fontSize: 12, anchor: 'start' },
        width: { step: 52 },
        height: { step: 28 },
        data: {
          values: cells.flatMap((cell, k) =>
            cell
              ? [
                  {
                    ...{ row: rows[Math.floor(k / columns.length)], column: columns[k % columns.length] },
                    ...{ text: cell.text, best: cell.isBest, value: inUnit(value, cell.value) },
                  },
                ]
              : [],
          ),
        },
        encoding: place,
        layer: [
          {
            mark: { type: 'rect', stroke: 'white', strokeWidth: 2 },
            encoding: {
              color: {
                ...{ field: 'value', type: 'quantitative', title: axisTitle(value) },
                scale: { type: value.scale, domain, range: shades, interpolate: 'rgb' },
              },
            },
          },
          {
            transform: [{ filter: 'datum.best' }],
            mark: { type: 'rect', filled: false, stroke: '#d55e00', strokeWidth: 2 },
          },
          {
            mark: { type: 'text', fontSize: 11 },
            encoding: {
              text: { field: 'text' },
              color: { condition: { test: `datum.value > ${middle}`, value: 'white' }, value: '#16191d' },
            },
          },
        ],
      }),
    ),
  };
}

import { axisTitle } from '../axes.ts';
import type { Axis, Styled, Value } from '../chart.ts';
import { dashOf, seriesColours } from '../palette.ts';
import { ticksFor } from '../ticks.ts';

/** A piece of a specification of Vega-Lite, which is plain data. */
export type Spec = Readonly<Record<string, unknown>>;

/** The algorithms in their colours, with a legend unless `isNamed` elsewhere. */
export function colourFor(styled: readonly Styled[], isNamed = false): Spec {
  const all = distinct(styled);
  return {
    field: 'name',
    type: 'nominal',
    title: null,
    sort: null,
    scale: {
      domain: all.map(({ name }) => name),
      range: all.map(({ style }) => seriesColours[style % seriesColours.length]),
    },
    legend: isNamed ? null : { symbolType: 'stroke', symbolOpacity: 1 },
  };
}

/** And with their broken lines. */
export function dashFor(styled: readonly Styled[]): Spec {
  const all = distinct(styled);
  return {
    field: 'name',
    type: 'nominal',
    title: null,
    sort: null,
    scale: { domain: all.map(({ name }) => name), range: all.map(({ style }) => [...dashOf(style)]) },
  };
}

function distinct(styled: readonly Styled[]): readonly Styled[] {
  return [...new Map(styled.map((one) => [one.name, one])).values()];
}

/** A position on an axis that shows the values from `low` to `high`. Values are given in its unit. */
export function positionOn(
  axis: Axis,
  field: string,
  [low, high]: readonly [number, number],
  count = 7,
): Spec {
  const { words } = axis;
  const ticks = ticksFor(axis, low, high, count).map(({ value }) => inUnit(axis, value)!);
  return {
    field,
    type: 'quantitative',
    title: axisTitle(axis),
    scale: {
      type: axis.scale,
      domain: [inUnit(axis, low), inUnit(axis, high)],
      nice: false,
      ...(axis.scale === 'linear' && { zero: false }),
    },
    axis: {
      values: ticks,
      ...(words ? { labelExpr: `${JSON.stringify(words)}[datum.value]` } : { format: '~r' }),
    },
  };
}

/** A value in the unit of its axis. */
export function inUnit({ unit }: Axis, value: Value | undefined): Value {
  return value === null || value === undefined ? null : value / (unit?.size ?? 1);
}

/** From the least to the largest, with room for what is drawn there. */
export function rangeOf({ scale }: Axis, values: readonly Value[], room = 0.05): readonly [number, number] {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return scale === 'log' ? [0.1, 1] : [0, 1];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  if (scale === 'log') return [low / (1 + 3 * room), high * (1 + 3 * room)];
  const space = (high - low || Math.abs(high) || 1) * room;
  return [low >= 0 && low < 0.4 * high ? 0 : low - space, high + space];
}

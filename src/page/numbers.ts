import type { Axis, Value } from '../charts/chart.ts';
import { humanDollars, humanNumber, humanTime } from '../report/human.ts';

/** Formats a value of an axis with its unit. */
export function valueText(axis: Axis, value: Value | undefined): string {
  if (value === null || value === undefined) return '–';
  if (axis.words) return axis.words[Math.round(value)] ?? '';
  if (axis.unit?.name === 'dollars') return `${humanDollars([value])[0]} dollars`;
  if (axis.unit) return humanTime(value);
  return Number.isInteger(value) ? String(value) : String(Number(humanNumber(value)));
}

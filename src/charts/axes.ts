import { timeUnitFor } from '../report/human.ts';
import type { Estimate } from '../studies/statistics/interval.ts';
import type { Axis } from './chart.ts';

/** An axis of simulated time on which the largest value is `most` seconds. */
export function timeAxis(label: string, most: number, scale: Axis['scale'] = 'linear'): Axis {
  const { name, seconds } = timeUnitFor(Number.isFinite(most) ? most : 1);
  return { label, scale, unit: { name, size: seconds } };
}

/** An axis of plain numbers. */
export function plainAxis(label: string, scale: Axis['scale'] = 'linear'): Axis {
  return { label, scale };
}

/** A logarithmic scale, where every value allows it. */
export function scaleFor(values: Iterable<number | null>): Axis['scale'] {
  let some = false;
  for (const value of values) {
    if (value === null) continue;
    if (value <= 0) return 'linear';
    some = true;
  }
  return some ? 'log' : 'linear';
}

/** What an axis says beside its numbers: `simulated time (ms)`. */
export function axisTitle({ label, unit }: Axis): string {
  return unit ? `${label} (${unit.name})` : label;
}

/** A number that JSON can say, else null. */
export function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** An estimate and its bounds, as JSON can say them. */
export function bounds(estimate: Estimate | undefined) {
  return { value: finite(estimate?.value), low: finite(estimate?.low), high: finite(estimate?.high) };
}

import { log } from '../numerics/elementary.ts';
import type { Estimate } from '../studies/statistics/interval.ts';
import { absent, centDecimals, commonEnergyUnit, commonTimeUnit } from './human.ts';

/** Digits beyond which nobody reads. */
const MOST_DECIMALS = 6;

/** A time and its interval in one unit, to the digits that the interval leaves: `41.3 s [39.1, 43.6]`. */
export function timeWithInterval(estimate: Estimate | undefined): string {
  return timesWithIntervals([estimate])[0]!;
}

/** The same for a column: all in one unit. */
export function timesWithIntervals(estimates: readonly (Estimate | undefined)[]): readonly string[] {
  const { name, seconds } = commonTimeUnit(estimates.map((estimate) => estimate?.value));
  return estimates.map((estimate) => {
    if (!estimate) return absent;
    if (!Number.isFinite(estimate.value)) return 'never';
    return withInterval(estimate, (time) => time / seconds, ` ${name}`);
  });
}

/** Prices in dollars and their intervals, for a column: `2.93 [2.80, 3.07]`. */
export function dollarsWithIntervals(estimates: readonly (Estimate | undefined)[]): readonly string[] {
  const same = (dollars: number) => dollars;
  return estimates.map((estimate) => (estimate ? withInterval(estimate, same, '', centDecimals, 2) : absent));
}

/** A price in words: `2.93 dollars [2.80, 3.07]`. */
export function dollarsInWords(estimate: Estimate): string {
  return withInterval(estimate, (dollars) => dollars, ' dollars', centDecimals, 2);
}

/** Energies in joules and their intervals, for a column: all in one unit. */
export function energiesWithIntervals(estimates: readonly (Estimate | undefined)[]): readonly string[] {
  const { name, joules } = commonEnergyUnit(estimates.map((estimate) => estimate?.value));
  return estimates.map((estimate) =>
    estimate ? withInterval(estimate, (energy) => energy / joules, ` ${name}`) : absent,
  );
}

/** Shares of a whole and their intervals: `97.5% [96.8, 98.1]`. */
export function shareWithInterval(estimate: Estimate | undefined): string {
  return estimate
    ? withInterval(
        estimate,
        (share) => 100 * share,
        '%',
        () => 1,
      )
    : absent;
}

/** A ratio and its interval: `3.12x [2.84, 3.43]`. */
export function ratioWithInterval(estimate: Estimate | undefined): string {
  return estimate
    ? withInterval(
        estimate,
        (ratio) => ratio,
        'x',
        () => 2,
      )
    : absent;
}

/** By how much something is longer (+) or shorter (−) than it was, where it is a ratio of both: `−38% [−40, −35]`. */
export function changeWithInterval({ value, low, high }: Estimate): string {
  const percent = (ratio: number) => 100 * (ratio - 1);
  const decimals = Math.abs(percent(value)) < 10 ? 1 : 0;
  const signed = (ratio: number) => {
    const text = Math.abs(percent(ratio)).toFixed(decimals);
    if (Number(text) === 0) return text;
    return `${ratio < 1 ? '−' : '+'}${text}`;
  };
  const bounds = low === undefined || high === undefined ? '' : ` [${signed(low)}, ${signed(high)}]`;
  return `${signed(value)}%${bounds}`;
}

/** A plain number and its interval: `640 [612, 668]`. */
export function numberWithInterval(estimate: Estimate | undefined): string {
  return estimate ? withInterval(estimate, (value) => value, '') : absent;
}

/** `plain`: the decimals of a number that has no interval, or one of no width. */
function withInterval(
  { value, low, high }: Estimate,
  scaled: (value: number) => number,
  unit: string,
  plain = plainDecimals,
  leastDecimals = 0,
): string {
  const middle = scaled(value);
  if (low === undefined || high === undefined) return `${middle.toFixed(plain(middle))}${unit}`;
  const [from, to] = [scaled(low), scaled(high)];
  const decimals = Math.max(leastDecimals, decimalsFor((to - from) / 2, Math.abs(middle)) ?? plain(middle));
  const bound = (x: number) => (Number.isFinite(x) ? x.toFixed(decimals) : 'never');
  return `${middle.toFixed(decimals)}${unit} [${bound(from)}, ${bound(to)}]`;
}

/** So many that the half-width shows two digits; undefined where it is nothing but rounding, or infinite. */
function decimalsFor(halfWidth: number, size: number): number | undefined {
  if (halfWidth <= 1e-12 * size || !Number.isFinite(halfWidth)) return undefined;
  const magnitude = Math.floor(log(halfWidth) / log(10) + 1e-12);
  return Math.min(MOST_DECIMALS, Math.max(0, 1 - magnitude));
}

/** Three or four digits in all. */
function plainDecimals(value: number): number {
  if (Number.isInteger(value)) return 0;
  if (value < 1) return 3;
  if (value < 100) return 2;
  return value < 1000 ? 1 : 0;
}

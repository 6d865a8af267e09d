import { exp, log } from '../../numerics/elementary.ts';
import { CONFIDENCE, type Estimate } from './interval.ts';
import { meanInterval } from './mean-interval.ts';

/** Two measurements that were made under the same chance: how long the first took, and how long the other. */
export type Pair = readonly [base: number, other: number];

/**
 * How many times as long the first of each pair takes as the other: exp of the mean of the logarithms of their ratios (their geometric
 * mean), with Student's interval on the logarithms. Ratios have no natural direction, and the logarithm treats a and 1/a alike. Undefined
 * unless every measurement is above 0 and finite.
 */
export function pairedRatio(pairs: readonly Pair[], confidence = CONFIDENCE): Estimate | undefined {
  const logs = meanInterval(logRatios(pairs), confidence);
  if (!logs || !Number.isFinite(logs.value)) return undefined;
  const expOf = (x: number | undefined) => (x === undefined ? undefined : exp(x));
  return { value: exp(logs.value), low: expOf(logs.low), high: expOf(logs.high) };
}

/** The logarithm of base / other for each pair. */
export function logRatios(pairs: readonly Pair[]): readonly number[] {
  return pairs.map(([base, other]) => log(base) - log(other));
}

/** The share of pairs of which the other was the faster; a tie counts half, and Infinity (a run that never arrived) loses. */
export function winShare(pairs: readonly Pair[]): number | undefined {
  if (pairs.length === 0) return undefined;
  const wins = pairs.reduce((sum, [base, other]) => sum + (other < base ? 1 : other === base ? 0.5 : 0), 0);
  return wins / pairs.length;
}

import { log } from '../../numerics/elementary.ts';
import type { AlgorithmRuns } from '../../studies/study-summary.ts';
import { inWords } from '../words.ts';
import type { Finding } from './caveat.ts';
import { weightOf } from './rate-findings.ts';

/**
 * `Not a fair comparison: bsp, ssp and asp share one learning rate (0.1) that was not tuned, and a push of bsp moves the parameters by 1/10 of its update,
 * one of ssp and asp by all of it. …` The weights are those at the first point where the caveat holds.
 */
export function sharedRateSentence(
  own: readonly Finding[],
  groups: readonly AlgorithmRuns[],
  who: string,
): string {
  const { point, value: rate } = own[0]!;
  const here = own.filter((finding) => finding.point === point && finding.value === rate);
  const byWeight = new Map<number, string[]>();
  for (const { algorithm } of here) {
    const group = groups.find((one) => one.point === point && one.algorithm === algorithm)!;
    const weight = weightOf(group)!;
    byWeight.set(weight, [...(byWeight.get(weight) ?? []), algorithm]);
  }
  const weighed = [...byWeight]
    .sort(([a], [b]) => a - b)
    .map(([weight, names]) => `${weightWords(weight)} under ${inWords(names)}`);
  const weights = [...byWeight.keys()];
  const spread = Math.max(...weights) / Math.min(...weights);
  return `Not a fair comparison: ${who} share one learning rate (${rate}) that was not tuned, and a push adds ${inWords(weighed)}, so that the difference may be that of the steps alone. Let each find its own rate: tune: { learningRate: ${gridAround(rate, spread)} }.`;
}

/** `1/10 of its update`, `all of its update`. */
function weightWords(weight: number): string {
  if (weight === 1) return 'all of its update';
  const parts = Math.round(1 / weight);
  const share = Math.abs(parts * weight - 1) < 1e-9 ? `1/${parts}` : Number(weight.toPrecision(3));
  return `${share} of its update`;
}

/** Rates from below to above that hold the same steps for all: powers of ten that are `spread` away from `rate`, and one more, two in each decade. */
export function gridAround(rate: number, spread: number): string {
  const decade = (x: number) => log(x) / log(10);
  const low = Math.floor(decade(rate / spread) + 1e-9) - 1;
  const high = Math.ceil(decade(rate * spread) - 1e-9) + 1;
  const power = (exponent: number) => Number(`1e${exponent}`);
  return `logspace(${power(low)}, ${power(high)}, ${2 * (high - low) + 1})`;
}

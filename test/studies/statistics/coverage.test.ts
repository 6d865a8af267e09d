import { expect, test } from 'vitest';
import { exp } from '../../../src/numerics/elementary.ts';
import { Streams } from '../../../src/random/streams.ts';
import { samplerOf } from '../../../src/random/variate.ts';
import { confidenceOf, replicationsWanted } from '../../../src/studies/replications.ts';
import { positiveMeanInterval } from '../../../src/studies/statistics/mean-interval.ts';
import { type Pair, pairedRatio } from '../../../src/studies/statistics/paired-ratio.ts';
import { finishedRuns } from '../synthetic-runs.ts';

/**
 * Synthetic studies in which the ratio is known: both times carry the luck that they share, a lognormal factor of wide spread, and each
 * some of its own.
 */
const studies = 2000;
const truth = 1.7;

function pairOf(study: number, replication: number, spread: number): Pair {
  const streams = new Streams(study, replication);
  const draw = (purpose: string, sigma: number) =>
    samplerOf({ lognormal: { median: 1, sigma } }, streams.stream(purpose)).draw(0, 0);
  const shared = draw('shared', 0.8);
  return [truth * shared * draw('base', spread), shared * draw('other', spread)];
}

function coverage(
  intervalOf: (study: number) => { readonly low?: number | undefined; readonly high?: number | undefined },
) {
  let held = 0;
  for (let study = 0; study < studies; study++) {
    const { low, high } = intervalOf(study);
    if (low! <= truth && truth <= high!) held++;
  }
  return held / studies;
}

test('of 2,000 studies of ten pairs, 95% of the intervals hold the true ratio', () => {
  // A share of 2,000 has a standard deviation of 0.49%; four of them leave one chance in 16,000 for a sound interval to fail.
  const held = coverage((study) => {
    const pairs = Array.from({ length: 10 }, (_, r) => pairOf(study, r + 1, 0.1));
    return pairedRatio(pairs)!;
  });
  expect(Math.abs(held - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / studies));
}, 30_000);

test('of 2,000 studies of five skewed times, as many intervals of the mean hold it as docs/studies.md says', () => {
  // Lognormal with σ = 0.6 and mean 1: measured 93.0% for the interval on the logarithm, 90.1% for Student's on the times (20,000 studies).
  const lognormal = { median: exp(-0.18), sigma: 0.6 };
  let held = 0;
  for (let study = 0; study < studies; study++) {
    const sampler = samplerOf({ lognormal }, new Streams(study, 1).stream('time'));
    const { low, high } = positiveMeanInterval(Array.from({ length: 5 }, (_, r) => sampler.draw(0, r)))!;
    if (low! <= 1 && 1 <= high!) held++;
  }
  expect(Math.abs(held / studies - 0.93)).toBeLessThan(4 * Math.sqrt((0.93 * 0.07) / studies));
});

test('the shared luck does not widen the interval: that is what pairs are for', () => {
  const pairs = Array.from({ length: 30 }, (_, r) => pairOf(1, r + 1, 0.1));
  const mixed = pairs.map(([base], k): Pair => [base, pairs[(k + 1) % pairs.length]![1]]);
  const width = (of: readonly Pair[]) => pairedRatio(of)!.high! / pairedRatio(of)!.low!;
  expect(width(pairs)).toBeLessThan(exp(0.2));
  expect(width(mixed)).toBeGreaterThan(exp(0.5));
});

test('of 600 studies that stop by themselves, as many intervals hold it as should', () => {
  // The spread is where stopping favours lucky samples most: docs/studies.md has 94.5% there, and 93.5% without the remedy. With 600 studies
  // only a gross error shows here (standard deviation 0.9%, four to each side).
  const replications = { until: 0.05, max: 60 };
  let held = 0;
  let total = 0;
  for (let study = 0; study < 600; study++) {
    const pairs = Array.from({ length: 60 }, (_, r) => pairOf(study, r + 1, 0.0778));
    const runs = [0, 1].map((side) => finishedRuns(pairs.map((pair) => ({ time: pair[side]! * 1e9 }))));
    const n = replicationsWanted(replications, runs);
    const { low, high } = pairedRatio(pairs.slice(0, n), confidenceOf(replications))!;
    if (low! <= truth && truth <= high!) held++;
    total += n;
  }
  expect(total / 600).toBeGreaterThan(18);
  expect(total / 600).toBeLessThan(32);
  expect(Math.abs(held / 600 - 0.945)).toBeLessThan(0.036);
}, 30_000);

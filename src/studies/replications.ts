import { log1p } from '../numerics/elementary.ts';
import type { Replications } from '../scenarios/scenario.ts';
import { FIRST_LOOK } from '../scenarios/schema/replications.ts';
import { costOf, hasArrived } from './goal.ts';
import { CONFIDENCE } from './statistics/interval.ts';
import { halfWidth, positiveMeanInterval } from './statistics/mean-interval.ts';
import { logRatios, type Pair } from './statistics/paired-ratio.ts';
import type { FinishedRun } from './study-result.ts';

/** Replications between two looks. */
const BATCH = 5;

/**
 * The confidence with which the intervals of a study that looks at them are made. Stopping at the first look at which an interval is short favours
 * samples that happen to vary little: intervals made for 95% then hold the truth 93.5% of the time at worst. Made for 95.75% they hold it between
 * 94.4% and 95.8% of the time, whatever the spread of the sample (docs/studies.md; the remedy is Singham's, ACM TOMACS 2014).
 */
const SEQUENTIAL_CONFIDENCE = 0.9575;

/** The confidence that the intervals of a study are made for, so that they hold the truth 95% of the time. */
export function confidenceOf(replications: Replications): number {
  return typeof replications === 'number' ? CONFIDENCE : SEQUENTIAL_CONFIDENCE;
}

/** The most replications that a study may come to. */
export function mostReplications(replications: Replications): number {
  return typeof replications === 'number' ? replications : replications.max;
}

/** The fewest replications that a study may come to. */
export function leastReplications(replications: Replications): number {
  return typeof replications === 'number' ? replications : FIRST_LOOK;
}

/**
 * How many replications are wanted at a point by what is known. A study with a precision looks after 10, 15, 20, … of them, when all runs up
 * to there have finished, and only at those, so that neither the order in which they finish nor runs beyond them matter.
 *
 * `runs`: for each algorithm its finished runs; replication r is at r − 1, undefined where it has not finished.
 */
export function replicationsWanted(
  replications: Replications,
  runs: readonly (readonly (FinishedRun | undefined)[])[],
): number {
  if (typeof replications === 'number') return replications;
  const { until, max } = replications;
  for (let look = FIRST_LOOK; look < max; look += BATCH) {
    const seen = runs.map((ofAlgorithm) => ofAlgorithm.slice(0, look).filter((run) => run !== undefined));
    if (seen.some(({ length }) => length < look)) return look;
    if (isPrecise(seen, until)) return look;
  }
  return max;
}

/**
 * Whether every speed-up over the first algorithm is known to within a factor of 1 + `until` up or down. Where an algorithm or the
 * first one missed its goal no number of runs will give a speed-up: then the mean of each algorithm that always arrived is to be known to
 * within a factor of 1 + `until`, and the others are not waited for.
 */
function isPrecise(runs: readonly (readonly FinishedRun[])[], until: number): boolean {
  const [base, ...others] = runs.filter((ofAlgorithm) => ofAlgorithm.every(hasArrived));
  if (!base) return true;
  if (base !== runs[0] || others.length === 0) {
    return [base, ...others].every((ofAlgorithm) => isMeanPrecise(ofAlgorithm.map(costOf), until));
  }
  return others.every((other) => {
    const pairs = other.map((run, k): Pair => [costOf(base[k]!), costOf(run)]);
    const width = halfWidth(logRatios(pairs), SEQUENTIAL_CONFIDENCE);
    return !Number.isFinite(width) || width <= log1p(until); // times of zero have no ratio
  });
}

/** Whether the mean is known to within a factor of 1 + `until`: the interval of its logarithm is short enough. */
function isMeanPrecise(values: readonly number[], until: number): boolean {
  const { value } = positiveMeanInterval(values)!;
  return halfWidth(values, SEQUENTIAL_CONFIDENCE) <= log1p(until) * value;
}

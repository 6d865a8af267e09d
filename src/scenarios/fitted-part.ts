import { fitAll, type RatedFit } from '../random/fitting/index.ts';
import { distributionOf } from '../random/variate.ts';

/** One quantity that varies, and the distributions that it may have, the nearest first. */
export interface FittedPart {
  readonly title: string;
  /** Values that were fitted. */
  readonly count: number;
  readonly fits: readonly RatedFit[];
  /** The distance up to which a distribution is said to fit. */
  readonly bound: number;
  /** The best that a scenario may name: as it writes it, `{ lognormal: { median: 1.02, sigma: 0.31 } }`. */
  readonly flow: string;
  /** The fit that it is; undefined where none is near enough, and values of the record stand for it. */
  readonly chosen: RatedFit | undefined;
}

/** Fewer values than this are not fitted. */
export const LEAST_VALUES = 8;

/** Distances below this are small whatever a test says: very many values refuse every distribution. */
const SMALL_DISTANCE = 0.05;

/** How far the mean of a distribution may be from that of the sample, relative to it. */
const MEAN_TOLERANCE = 0.2;

/** Values that stand for a sample to which nothing fits. */
const MOST_STANDING = 40;

/**
 * Fits `values`. `isAllowed` says whether a scenario may name a distribution where this one is to stand.
 * Undefined where there are too few values, or all are equal.
 */
export function fittedPart(
  title: string,
  values: ArrayLike<number>,
  isAllowed: (flow: string) => boolean,
): FittedPart | undefined {
  if (values.length < LEAST_VALUES) return undefined;
  const fits = fitAll(values);
  if (fits.length === 0) return undefined;
  // 1% point of Kolmogorov's distribution for one given in advance; one whose parameters come from the sample is nearer.
  const bound = Math.max(SMALL_DISTANCE, 1.63 / Math.sqrt(values.length));
  const mean = meanOf(Float64Array.from(values));
  const chosen = fits.find((fit) => fit.distance <= bound && hasMean(fit, mean) && isAllowed(flowOf(fit)));
  const flow = chosen ? flowOf(chosen) : standing(values);
  return { title, count: values.length, fits, bound, flow, chosen };
}

/** A heavy tail may come near a sample and have a mean that is many times the sample's, or none: no clock would end. */
function hasMean({ distribution, parameters }: RatedFit, mean: number): boolean {
  const found = distributionOf({ [distribution]: parameters }).mean;
  return Math.abs(found / mean - 1) <= MEAN_TOLERANCE;
}

function flowOf({ distribution, parameters }: RatedFit): string {
  const written = Object.entries(parameters).map(([name, value]) => `${name}: ${digits(value)}`);
  return `{ ${distribution}: { ${written.join(', ')} } }`;
}

/** Quantiles of a sample in the middle of equal parts of it, scaled so that they have its mean. */
function standing(values: ArrayLike<number>): string {
  const sorted = Float64Array.from(values).sort();
  const count = Math.min(MOST_STANDING, sorted.length);
  const quantiles = Float64Array.from(
    { length: count },
    (_, k) => sorted[Math.floor(((k + 0.5) * sorted.length) / count)]!,
  );
  const scale = meanOf(sorted) / meanOf(quantiles);
  return `{ empirical: [${Array.from(quantiles, (value) => digits(value * scale)).join(', ')}] }`;
}

export function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Six digits say more than any sample does. */
export function digits(value: number): string {
  return String(Number(value.toPrecision(6)));
}

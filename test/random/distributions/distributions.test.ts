import { describe, expect, test } from 'vitest';
import type { Variate } from '../../../src/base/options.ts';
import { distributions } from '../../../src/random/distributions/index.ts';
import { Streams } from '../../../src/random/streams.ts';
import { distributionOf, samplerOf } from '../../../src/random/variate.ts';
import { integral, KS_LIMIT, kolmogorovSmirnov } from '../statistics.ts';

/** One parameter set, and what textbooks say of it, written down independently of the code. */
interface Case {
  readonly variate: Variate;
  readonly mean: number;
  readonly variance: number;
  readonly lowest: number;
  /** Distribution function of what is drawn. */
  cdf(x: number): number;
}

const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
const phi = (x: number) => 0.5 + integral(density, 0, Math.min(x, 10), 400);
const gammaCdf = (shape: number, scale: number) => (x: number) => {
  // Σ_k y^k e^-y y^a / (a (a + 1) … (a + k)) / Γ(a), the series of the incomplete gamma function; Γ by its integral in closed form below.
  const y = x / scale;
  let term = 1 / shape;
  let sum = 0;
  for (let k = 1; k < 500; k++) {
    sum += term;
    term *= y / (shape + k);
  }
  return (sum * Math.exp(-y) * y ** shape) / GAMMA[shape]!;
};

/** Γ where it is known in closed form, and Γ(1/10) (Abramowitz and Stegun, table 6.1: Γ(1.1) = 0.9513507699). */
const GAMMA: Record<number, number> = {
  0.1: 9.513507698668732,
  0.5: Math.sqrt(Math.PI),
  1.5: Math.sqrt(Math.PI) / 2,
  2: 1,
  4: 6,
};

/** Mean and variance of N(μ, σ²) given that it is positive, by numerical integration. */
function positiveNormal(mu: number, sigma: number): Case {
  const weight = (x: number) => density((x - mu) / sigma) / sigma;
  const top = mu + 12 * sigma;
  const total = integral(weight, 0, top);
  const mean = integral((x) => x * weight(x), 0, top) / total;
  const variance = integral((x) => (x - mean) ** 2 * weight(x), 0, top) / total;
  const cdf = (x: number) => integral(weight, 0, x, 200) / total;
  return { variate: { normal: { mean: mu, sd: sigma } }, mean, variance, lowest: 0, cdf };
}

const cases: Record<string, Case> = {
  uniform: {
    variate: { uniform: { min: 2, max: 5 } },
    mean: 3.5,
    variance: 9 / 12,
    lowest: 2,
    cdf: (x) => (x - 2) / 3,
  },
  exponential: {
    variate: { exponential: { mean: 2 } },
    mean: 2,
    variance: 4,
    lowest: 0,
    cdf: (x) => 1 - Math.exp(-x / 2),
  },
  'shifted-exponential': {
    variate: { 'shifted-exponential': { shift: 1, mean: 0.5 } },
    mean: 1.5,
    variance: 0.25,
    lowest: 1,
    cdf: (x) => 1 - Math.exp(-(x - 1) / 0.5),
  },
  'normal, far from zero': positiveNormal(10, 1),
  'normal, half of it redrawn': positiveNormal(0, 2),
  'normal, some of it redrawn': positiveNormal(1, 1),
  lognormal: {
    variate: { lognormal: { median: 3, sigma: 0.4 } },
    mean: 3 * Math.exp(0.08),
    variance: 9 * Math.exp(0.16) * (Math.exp(0.16) - 1),
    lowest: 0,
    cdf: (x) => (x >= 3 ? phi(Math.log(x / 3) / 0.4) : 1 - phi(-Math.log(x / 3) / 0.4)),
  },
  'gamma, shape 4': {
    variate: { gamma: { shape: 4, scale: 0.5 } },
    mean: 2,
    variance: 1,
    lowest: 0,
    cdf: gammaCdf(4, 0.5),
  },
  'gamma, shape 1/2': {
    variate: { gamma: { shape: 0.5, scale: 2 } },
    mean: 1,
    variance: 2,
    lowest: 0,
    cdf: gammaCdf(0.5, 2),
  },
  weibull: {
    variate: { weibull: { shape: 2, scale: 3 } },
    mean: (3 * Math.sqrt(Math.PI)) / 2,
    variance: 9 * (1 - Math.PI / 4),
    lowest: 0,
    cdf: (x) => 1 - Math.exp(-((x / 3) ** 2)),
  },
  pareto: {
    variate: { pareto: { shape: 3, scale: 2 } },
    mean: 3,
    variance: 3,
    lowest: 2,
    cdf: (x) => 1 - (2 / x) ** 3,
  },
};

const DRAWS = 4000;

describe.each(Object.entries(cases))('%s', (_, { variate, mean, variance, lowest, cdf }) => {
  const distribution = distributionOf(variate);
  const sampler = samplerOf(variate, new Streams(20_170_514, 1).stream('distribution'));
  const sample = Array.from({ length: DRAWS }, (_, k) => sampler.draw(k % 10, Math.floor(k / 10)));

  test('its quantile inverts its distribution function', () => {
    if (distribution.accepts) return;
    for (const u of [1e-6, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999]) {
      // The reference distribution functions are good to some 1e-11.
      expect(Math.abs(cdf(distribution.quantile(u)) - u)).toBeLessThan(1e-10);
    }
  });

  test('its draws follow its distribution function', () => {
    expect(kolmogorovSmirnov(sample, cdf)).toBeLessThan(KS_LIMIT);
  });

  test('its mean is what textbooks say, and what draws have', () => {
    expect(Math.abs(distribution.mean / mean - 1)).toBeLessThan(1e-10);
    expect(sampler.mean).toBe(distribution.mean);
    const average = sample.reduce((sum, x) => sum + x, 0) / DRAWS;
    // Four standard errors.
    expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(variance / DRAWS));
  });

  test('nothing is drawn at or below its lowest value', () => {
    expect(distribution.lowest).toBe(lowest);
    expect(Math.min(...sample)).toBeGreaterThan(lowest);
  });

  test('a larger uniform never gives a smaller value', () => {
    let before = Number.NEGATIVE_INFINITY;
    for (let k = 1; k < 2000; k++) {
      const value = distribution.quantile(k / 2000);
      expect(value).toBeGreaterThanOrEqual(before);
      before = value;
    }
  });
});

describe('every distribution that can be named', () => {
  test('has been compared with textbooks here', () => {
    const compared = Object.values(cases).map(({ variate }) => Object.keys(variate)[0]);
    expect(new Set([...compared, 'bernoulli', 'empirical'])).toEqual(new Set(distributions.names));
  });

  test('is finite for every uniform that a stream can give', () => {
    for (const { variate } of Object.values(cases)) {
      const { quantile } = distributionOf(variate);
      for (const u of [2 ** -54, 2 ** -53, 1 - 2 ** -53]) expect(Number.isFinite(quantile(u))).toBe(true);
    }
  });
});

describe('bernoulli', () => {
  const quantileOf = (value: number, otherwise: number) =>
    distributionOf({ bernoulli: { p: 0.25, value, otherwise } }).quantile;

  test('gives the smaller value for small uniforms, and each with its probability', () => {
    const high = quantileOf(5, 1);
    expect([high(0.1), high(0.75), high(0.76), high(0.99)]).toEqual([1, 1, 5, 5]);
    const low = quantileOf(1, 5);
    expect([low(0.1), low(0.25), low(0.26), low(0.99)]).toEqual([1, 1, 5, 5]);
  });

  test('mean and lowest value', () => {
    expect(distributionOf({ bernoulli: { p: 0.25, value: 5, otherwise: 1 } })).toMatchObject({
      mean: 2,
      lowest: 1,
    });
    expect(distributionOf({ bernoulli: { p: 0, value: -1, otherwise: 1 } }).lowest).toBe(1);
    expect(distributionOf({ bernoulli: { p: 1, value: 3, otherwise: 1 } }).lowest).toBe(3);
  });
});

describe('empirical', () => {
  const measured = distributionOf({ empirical: [4, 1, 1, 2] });

  test('gives every measured value equally often', () => {
    const counts = new Map<number, number>();
    for (let k = 0; k < 1000; k++) {
      const value = measured.quantile((k + 0.5) / 1000);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    expect(counts).toEqual(
      new Map([
        [1, 500],
        [2, 250],
        [4, 250],
      ]),
    );
    expect(measured).toMatchObject({ mean: 2, lowest: 1, reachesLowest: true });
  });

  test('stays within its values at both ends', () => {
    for (let n = 1; n < 200; n++) {
      const { quantile } = distributionOf({ empirical: Array.from({ length: n }, (_, k) => k) });
      expect([quantile(2 ** -54), quantile(1 - 2 ** -53)]).toEqual([0, n - 1]);
    }
  });
});

describe('edges', () => {
  test('a spread of zero is a constant', () => {
    expect(distributionOf({ normal: { mean: 3, sd: 0 } })).toMatchObject({
      mean: 3,
      lowest: 3,
      reachesLowest: true,
    });
    expect(distributionOf({ lognormal: { median: 3, sigma: 0 } }).quantile(0.9)).toBe(3);
    expect(distributionOf({ uniform: { min: 3, max: 3 } }).quantile(0.9)).toBe(3);
  });

  test('a Pareto tail of shape 1 or less has no mean', () => {
    expect(distributionOf({ pareto: { shape: 1, scale: 1 } }).mean).toBe(Number.POSITIVE_INFINITY);
  });

  test('a gamma of small shape has positive draws down to the smallest uniform', () => {
    const { quantile } = distributionOf({ gamma: { shape: 0.1, scale: 1 } });
    const cdf = gammaCdf(0.1, 1);
    for (let k = 1; k <= 54; k++) {
      const x = quantile(2 ** -k);
      expect(x).toBeGreaterThan(0);
      expect(Math.abs(cdf(x) * 2 ** k - 1)).toBeLessThan(1e-11);
    }
  });
});

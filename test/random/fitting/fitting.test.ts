import { expect, test } from 'vitest';
import type { Variate } from '../../../src/base/options.ts';
import { distributions } from '../../../src/random/distributions/index.ts';
import { fitAll, fitMethods } from '../../../src/random/fitting/index.ts';
import { Streams } from '../../../src/random/streams.ts';
import { distributionOf, samplerOf } from '../../../src/random/variate.ts';

const SIZE = 4000;

function drawn(variate: Variate, size = SIZE): Float64Array {
  const sampler = samplerOf(variate, new Streams(11, 1).stream('fit'));
  return Float64Array.from({ length: size }, (_, index) => sampler.draw(0, index));
}

/** Parameters that the distributions are drawn with, and the standard deviation of each estimate times √n, from the Fisher information or the spacings of the extremes. */
const known: readonly (readonly [string, Record<string, number>, Record<string, number>])[] = [
  ['exponential', { mean: 3 }, { mean: 3 }],
  ['shifted-exponential', { shift: 2, mean: 0.5 }, { shift: 0.5, mean: 0.5 }],
  ['normal', { mean: 10, sd: 2 }, { mean: 2, sd: 2 / Math.SQRT2 }],
  ['lognormal', { median: 4, sigma: 0.3 }, { median: 1.2, sigma: 0.3 / Math.SQRT2 }],
  // Fisher information of the shape alone is ψ′(k) − 1/k.
  ['gamma', { shape: 2.5, scale: 2 }, { shape: 3.1, scale: 2.9 }],
  ['weibull', { shape: 1.7, scale: 3 }, { shape: 1.33, scale: 1.86 }],
  ['pareto', { shape: 2.2, scale: 5 }, { shape: 2.2, scale: 5 }],
  ['uniform', { min: 3, max: 7 }, { min: 4, max: 4 }],
];

test.each(known)(
  '%s: the parameters that a sample was drawn with come out, and nothing fits better',
  (name, given, spread) => {
    const fits = fitAll(drawn({ [name]: given }));
    const found = fits.find(({ distribution }) => distribution === name)!;
    for (const [parameter, value] of Object.entries(given)) {
      const five = (5 * spread[parameter]!) / Math.sqrt(SIZE);
      expect(Math.abs(found.parameters[parameter]! - value), parameter).toBeLessThan(five);
    }
    // A distribution that contains it as a special case may come as near.
    expect(found.distance).toBeLessThan(fits[0]!.distance + 0.005);
    // The 99.9% point of Kolmogorov's distribution is 1.95 / √n, without fitting; with it the distance is smaller.
    expect(found.distance).toBeLessThan(1.95 / Math.sqrt(SIZE));
  },
);

test.each(known)('%s: F and f agree with the quantiles that draws come from', (name, given) => {
  const fit = fitAll(drawn({ [name]: given }, 500)).find(({ distribution }) => distribution === name)!;
  const { quantile } = distributionOf({ [name]: fit.parameters });
  for (const u of [0.05, 0.3, 0.5, 0.8, 0.99]) {
    const x = quantile(u);
    // A thousandth where a bell curve is cut off at 0, five standard deviations below its mean; rounding else.
    expect(fit.cdf(x)).toBeCloseTo(u, 5);
    const h = 1e-5 * Math.max(1, x);
    const slope = (fit.cdf(x + h) - fit.cdf(x - h)) / (2 * h);
    expect(Math.exp(fit.logDensity(x))).toBeCloseTo(slope, 4);
  }
});

test('every method fits a distribution that a scenario may name, with its parameters', () => {
  for (const { distribution, estimate } of fitMethods) {
    const found = estimate({
      values: Float64Array.of(1, 2, 4),
      mean: 7 / 3,
      variance: 14 / 9,
      meanLog: Math.log(8) / 3,
    })!;
    expect(Object.keys(found.parameters)).toEqual(Object.keys(distributions.get(distribution).options));
  }
});

test('the likelihood is greatest at the parameters found: any small step from them lowers it', () => {
  const sample = drawn({ gamma: { shape: 3, scale: 1 } }, 300);
  for (const name of ['exponential', 'lognormal', 'gamma', 'weibull'] as const) {
    const fit = fitAll(sample).find(({ distribution }) => distribution === name)!;
    const likelihood = (parameters: Record<string, number>) => {
      const { quantile } = distributionOf({ [name]: parameters });
      // −log of the slope of the quantile function at F(x) is log f(x).
      const density = (x: number) => {
        let [low, high] = [1e-9, 1 - 1e-9];
        for (let step = 0; step < 60; step++) {
          const middle = (low + high) / 2;
          if (quantile(middle) < x) low = middle;
          else high = middle;
        }
        const h = Math.min(1e-5, low / 2, (1 - low) / 2);
        return (2 * h) / (quantile(low + h) - quantile(low - h));
      };
      return sample.reduce((sum, x) => sum + Math.log(density(x)), 0);
    };
    const best = likelihood(fit.parameters);
    for (const parameter of Object.keys(fit.parameters)) {
      for (const factor of [0.93, 1.07]) {
        const moved = { ...fit.parameters, [parameter]: fit.parameters[parameter]! * factor };
        expect(likelihood(moved), `${name}: ${parameter} times ${factor}`).toBeLessThan(best);
      }
    }
  }
});

test('the Kolmogorov–Smirnov distance of a small sample, by hand', () => {
  // Uniform from 1 to 5: F is 0, 1/4, 1/4 + ε…, so that of 1, 2, 5 the steps 1/3, 2/3, 1 are at most 2/3 − 1/4 away.
  const uniform = fitAll([1, 2, 5]).find(({ distribution }) => distribution === 'uniform')!;
  expect(uniform.distance).toBeCloseTo(2 / 3 - 1 / 4, 12);
  // log f = −log 4 for each of three values, two parameters.
  expect(uniform.aic).toBeCloseTo(4 + 6 * Math.log(4), 12);
});

test('equal values have no distribution', () => {
  expect(fitAll([2, 2, 2])).toEqual([]);
});

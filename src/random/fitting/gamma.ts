import gammainc from '@stdlib/math-base-special-gammainc';
import gammaln from '@stdlib/math-base-special-gammaln';
import { log } from '../../numerics/elementary.ts';
import { digamma, trigamma } from '../../numerics/special.ts';
import type { FitMethod } from './fit.ts';

/**
 * Maximum likelihood: log k − ψ(k) = log mean − mean log, by Newton's method from the usual approximation; scale = mean / k
 * (Minka, "Estimating a gamma distribution", 2002).
 */
export const fitGamma: FitMethod = {
  distribution: 'gamma',
  method: 'maximum likelihood',
  estimate({ values, mean, meanLog }) {
    const s = log(mean) - meanLog;
    if (values[0]! <= 0 || !(s > 1e-12)) return undefined;
    let shape = (3 - s + Math.sqrt((s - 3) * (s - 3) + 24 * s)) / (12 * s);
    for (let step = 0; step < 50; step++) {
      const next = shape - (log(shape) - digamma(shape) - s) / (1 / shape - trigamma(shape));
      const done = Math.abs(next - shape) <= 1e-12 * shape;
      shape = next > 0 ? next : shape / 2;
      if (done) break;
    }
    const scale = mean / shape;
    return {
      parameters: { shape, scale },
      logDensity: (x) => (shape - 1) * log(x) - x / scale - gammaln(shape) - shape * log(scale),
      cdf: (x) => gammainc(x / scale, shape),
    };
  },
};

import { exp, log } from '../../numerics/elementary.ts';
import { normalCdf } from '../../numerics/special.ts';
import type { FitMethod } from './fit.ts';

/** Maximum likelihood: mean and standard deviation of the logarithms. */
export const fitLognormal: FitMethod = {
  distribution: 'lognormal',
  method: 'maximum likelihood',
  estimate({ values, meanLog }) {
    if (values[0]! <= 0) return undefined;
    const squares = values.reduce((sum, x) => sum + (log(x) - meanLog) * (log(x) - meanLog), 0);
    const sigma = Math.sqrt(squares / values.length);
    if (!(sigma > 0 && sigma <= 10)) return undefined;
    return {
      parameters: { median: exp(meanLog), sigma },
      logDensity: (x) => {
        const z = (log(x) - meanLog) / sigma;
        return -(z * z) / 2 - log(x * sigma) - log(2 * Math.PI) / 2;
      },
      cdf: (x) => {
        const z = (log(x) - meanLog) / sigma;
        return z >= 0 ? normalCdf(z) : 1 - normalCdf(-z);
      },
    };
  },
};

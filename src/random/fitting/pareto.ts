import { log, pow } from '../../numerics/elementary.ts';
import type { FitMethod } from './fit.ts';

/** Maximum likelihood: the scale is the least value, 1/shape the mean of log(x / scale). */
export const fitPareto: FitMethod = {
  distribution: 'pareto',
  method: 'maximum likelihood',
  estimate({ values, meanLog }) {
    const scale = values[0]!;
    if (scale <= 0) return undefined;
    const shape = 1 / (meanLog - log(scale));
    if (!(shape >= 0.1 && shape < Number.POSITIVE_INFINITY)) return undefined;
    return {
      parameters: { shape, scale },
      logDensity: (x) => log(shape / x) + shape * log(scale / x),
      cdf: (x) => (x <= scale ? 0 : 1 - pow(scale / x, shape)),
    };
  },
};

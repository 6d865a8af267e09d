import { log } from '../../numerics/elementary.ts';
import type { FitMethod } from './fit.ts';

/** Maximum likelihood: from the least value to the largest. */
export const fitUniform: FitMethod = {
  distribution: 'uniform',
  method: 'maximum likelihood',
  estimate({ values }) {
    const min = values[0]!;
    const max = values.at(-1)!;
    if (min === max) return undefined;
    return {
      parameters: { min, max },
      logDensity: () => -log(max - min),
      cdf: (x) => (x - min) / (max - min),
    };
  },
};

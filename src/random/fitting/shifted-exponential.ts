import { log } from '../../numerics/elementary.ts';
import { exponentialCdf } from './exponential.ts';
import type { FitMethod } from './fit.ts';

/** Maximum likelihood: the shift is the least value, the mean of the part on top what is left of the mean. */
export const fitShiftedExponential: FitMethod = {
  distribution: 'shifted-exponential',
  method: 'maximum likelihood',
  estimate({ mean: whole, values }) {
    const shift = values[0]!;
    const mean = whole - shift;
    if (!(mean > 0)) return undefined;
    return {
      parameters: { shift, mean },
      logDensity: (x) => -log(mean) - (x - shift) / mean,
      cdf: (x) => exponentialCdf((x - shift) / mean),
    };
  },
};

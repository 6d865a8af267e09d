import { log, pow } from '../../numerics/elementary.ts';
import { exponentialCdf } from './exponential.ts';
import type { FitMethod } from './fit.ts';

/** Shapes between which the solution is looked for. */
const SHAPES = [0.1, 1000] as const;

/** Maximum likelihood: Σ x^k log x / Σ x^k − 1/k = mean log, which grows with k, by bisection; scale = (mean x^k)^(1/k). */
export const fitWeibull: FitMethod = {
  distribution: 'weibull',
  method: 'maximum likelihood',
  estimate({ values, meanLog, variance }) {
    if (values[0]! <= 0 || !(variance > 0)) return undefined;
    // In units of the largest value no power overflows.
    const largest = values.at(-1)!;
    const relative = values.map((x) => x / largest);
    const logs = relative.map((x) => log(x));
    const excess = (shape: number): number => {
      let powers = 0;
      let weighted = 0;
      for (let i = 0; i < relative.length; i++) {
        const power = pow(relative[i]!, shape);
        powers += power;
        weighted += power * logs[i]!;
      }
      return weighted / powers - 1 / shape - (meanLog - log(largest));
    };
    let [low, high]: [number, number] = [...SHAPES];
    if (excess(low) > 0 || excess(high) < 0) return undefined;
    while (high - low > 1e-12 * high) {
      const middle = (low + high) / 2;
      if (middle === low || middle === high) break;
      if (excess(middle) < 0) low = middle;
      else high = middle;
    }
    const shape = (low + high) / 2;
    const powers = relative.reduce((sum, x) => sum + pow(x, shape), 0);
    const scale = largest * pow(powers / values.length, 1 / shape);
    return {
      parameters: { shape, scale },
      logDensity: (x) => log(shape / scale) + (shape - 1) * log(x / scale) - pow(x / scale, shape),
      cdf: (x) => exponentialCdf(pow(x / scale, shape)),
    };
  },
};

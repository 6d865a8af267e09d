import { registryOf } from '../../base/registry.ts';
import { bernoulli } from './bernoulli.ts';
import type { DistributionDefinition } from './distribution.ts';
import { empirical } from './empirical.ts';
import { exponential } from './exponential.ts';
import { gamma } from './gamma.ts';
import { lognormal } from './lognormal.ts';
import { normal } from './normal.ts';
import { pareto } from './pareto.ts';
import { shiftedExponential } from './shifted-exponential.ts';
import { uniform } from './uniform.ts';
import { weibull } from './weibull.ts';

/** The distributions that a value in a scenario may be drawn from. */
export const distributions = registryOf<DistributionDefinition>('distribution')(
  uniform,
  exponential,
  shiftedExponential,
  normal,
  lognormal,
  gamma,
  weibull,
  pareto,
  bernoulli,
  empirical,
);

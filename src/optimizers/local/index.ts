import { registryOf } from '../../base/registry.ts';
import type { LocalOptimizerDefinition } from './local-optimizer.ts';
import { momentum } from './momentum.ts';
import { sgd } from './sgd.ts';

/** The local optimizers that a scenario may name. */
export const localOptimizers = registryOf<LocalOptimizerDefinition>('local optimizer')(sgd, momentum);

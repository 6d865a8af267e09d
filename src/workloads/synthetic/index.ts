import { registryOf } from '../../base/registry.ts';
import { dense } from './dense.ts';
import type { GeneratorDefinition } from './generator.ts';
import { quadratic } from './quadratic.ts';
import { sparseZipf } from './sparse-zipf.ts';

/** The generators that a scenario may name under workload.data.synthetic. */
export const generators = registryOf<GeneratorDefinition>('generator')(sparseZipf, dense, quadratic);

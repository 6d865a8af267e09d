import { valuesOf } from '../../base/options.ts';
import type { Registry } from '../../base/registry.ts';
import { Streams } from '../../random/streams.ts';
import type { GeneratedData, GeneratorDefinition } from './generator.ts';

/** The data of a scenario's workload.data.synthetic. They depend on the seed alone, so that all replications share them. */
export function generateData(
  generators: Registry<GeneratorDefinition>,
  synthetic: { readonly kind: string; readonly [option: string]: unknown },
  seed: number,
): GeneratedData {
  const generator = generators.get(synthetic.kind);
  const stream = new Streams(seed, 0).stream(`synthetic/${generator.name}`);
  return generator.create(valuesOf(generator.options, synthetic), stream);
}

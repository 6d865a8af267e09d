import { assert } from '../base/assert.ts';
import { type Variate, valuesOf } from '../base/options.ts';
import type { Distribution } from './distributions/distribution.ts';
import { distributions } from './distributions/index.ts';
import type { Stream } from './streams.ts';

/** Values of one variate, addressed like the draws of a stream. */
export interface Sampler {
  /** Expected value; Infinity where there is none. */
  readonly mean: number;
  /** The lower bound of all draws. */
  readonly lowest: number;
  /** Returns the value for `subject` (a worker), `index` (a clock, an episode) and `part` (a server shard, a copy). */
  draw(subject: number, index: number, part?: number): number;
}

/** Returns the distribution that a checked variate names; a number is a distribution of one value. */
export function distributionOf(variate: Variate, registry = distributions): Distribution {
  if (typeof variate === 'number') {
    return { mean: variate, lowest: variate, reachesLowest: true, quantile: () => variate };
  }
  const entries = Object.entries(variate);
  assert(entries.length === 1, () => `not one distribution: ${JSON.stringify(variate)}`);
  const [name, parameters] = entries[0]!;
  const definition = registry.get(name);
  return definition.create(valuesOf(definition.options, parametersOf(definition, parameters)));
}

/** Returns the parameters of a distribution. One with a single parameter may be given it bare: `{ empirical: [1, 2, 5] }`. */
function parametersOf({ options }: { options: object }, given: unknown): Readonly<Record<string, unknown>> {
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) {
    return given as Readonly<Record<string, unknown>>;
  }
  const names = Object.keys(options);
  return { [names[0]!]: given };
}

/** Makes a sampler of `variate`, which names a distribution that `stream` knows. It takes one uniform variate per draw; a constant takes none. */
export function samplerOf(variate: Variate, stream: Stream): Sampler {
  const { mean, lowest, quantile, accepts } = distributionOf(variate, stream.distributions);
  if (typeof variate === 'number') return { mean, lowest, draw: () => variate };
  if (!accepts) {
    return { mean, lowest, draw: (subject, index, part) => quantile(stream.uniform(subject, index, part)) };
  }
  const draw = (subject: number, index: number, part = 0): number => {
    let attempt = 0;
    let value = quantile(stream.uniform(subject, index, part, attempt));
    while (!accepts(value)) value = quantile(stream.uniform(subject, index, part, ++attempt));
    return value;
  };
  return { mean, lowest, draw };
}

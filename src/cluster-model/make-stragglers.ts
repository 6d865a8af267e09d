import type { Definition } from '../base/options.ts';
import { valuesOf } from '../base/options.ts';
import type { Registry } from '../base/registry.ts';
import type { Streams } from '../random/streams.ts';
import { delayForHeterogeneity } from './heterogeneity.ts';
import { hitBy } from './hit-by.ts';
import type { StragglerEntry } from './straggler-set.ts';
import type { StragglerDefinition } from './stragglers/straggler-model.ts';

/** An entry of a scenario: whom it hits, what it slows down, and its options beside its kind. */
export interface StragglerOptions {
  readonly kind: string;
  readonly fraction?: number;
  readonly workers?: readonly number[];
  readonly affects: readonly ('compute' | 'network')[];
  readonly [option: string]: unknown;
}

/**
 * Brings the straggler entries of a scenario to life. `clockSecondsWith` gives each worker's clock under the entries it is
 * handed; entries that ask for a heterogeneity level come last, so that it counts what the others do.
 */
export function makeStragglers(
  specs: readonly StragglerOptions[],
  workerCount: number,
  streams: Streams,
  registry: Registry<StragglerDefinition>,
  clockSecondsWith: (entries: readonly StragglerEntry[]) => Float64Array,
): readonly StragglerEntry[] {
  const entries: (StragglerEntry | undefined)[] = specs.map(() => undefined);
  const make = (index: number): void => {
    const spec = specs[index]!;
    const hits = hitBy(spec, workerCount, () => streams.stream(`straggler/${index}/workers`));
    const others = entries.filter((entry) => entry !== undefined);
    const definition = registry.get(spec.kind);
    const model = definition.create(valuesOf<Definition['options']>(definition.options, spec), {
      workerCount,
      stream: (purpose) => streams.stream(`straggler/${index}/${purpose}`),
      delayForHeterogeneity: (level) => delayForHeterogeneity(level, clockSecondsWith(others), hits),
    });
    entries[index] = { model, hits, affects: spec.affects };
  };
  const dependent = (spec: StragglerOptions) => spec.heterogeneity !== undefined;
  specs.forEach((spec, index) => {
    if (!dependent(spec)) make(index);
  });
  specs.forEach((spec, index) => {
    if (dependent(spec)) make(index);
  });
  return entries.filter((entry) => entry !== undefined);
}

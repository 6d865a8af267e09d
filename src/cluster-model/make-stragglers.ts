import { atPath } from '../base/at-path.ts';
import { InputError } from '../base/errors.ts';
import type { InputFiles } from '../base/input-files.ts';
import type { Definition } from '../base/options.ts';
import { valuesOf } from '../base/options.ts';
import type { Registry } from '../base/registry.ts';
import type { Streams } from '../random/streams.ts';
import { delayForHeterogeneity } from './heterogeneity.ts';
import { hitBy } from './hit-by.ts';
import type { StragglerEntry } from './straggler-set.ts';
import type { StragglerDefinition, StragglerModel } from './stragglers/straggler-model.ts';

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
  { registry, files }: { readonly registry: Registry<StragglerDefinition>; readonly files: InputFiles },
  clockSecondsWith: (entries: readonly StragglerEntry[]) => Float64Array,
): readonly StragglerEntry[] {
  const entries: (StragglerEntry | undefined)[] = specs.map(() => undefined);
  const make = (index: number): void => {
    const spec = specs[index]!;
    const hits = hitBy(spec, workerCount, () => streams.stream(`straggler/${index}/workers`));
    const others = entries.filter((entry) => entry !== undefined);
    const definition = registry.get(spec.kind);
    const path = `cluster.stragglers[${index}]`;
    const options = valuesOf<Definition['options']>(definition.options, spec);
    const create = () =>
      definition.create(options, {
        workerCount,
        ranks: ranksOf(hits),
        affects: spec.affects,
        contentOf: (format, file) => files.contentOf(format, file),
        stream: (purpose) => streams.stream(`straggler/${index}/${purpose}`),
        delayForHeterogeneity: (level) => delayForHeterogeneity(level, clockSecondsWith(others), hits),
      });
    const model = atPath(path, create);
    demandMeans(definition, model);
    const { replacesWork } = definition;
    entries[index] = { model, hits, affects: spec.affects, path, ...(replacesWork && { replacesWork }) };
  };
  const dependent = (spec: StragglerOptions) => spec.heterogeneity !== undefined;
  specs.forEach((spec, index) => {
    if (!dependent(spec)) make(index);
  });
  specs.forEach((spec, index) => {
    if (dependent(spec)) make(index);
  });
  const made = entries.filter((entry) => entry !== undefined);
  refuseTwoRecords(made);
  return made;
}

/** How many of the workers before each are hit. [workers] */
function ranksOf(hits: Uint8Array): Uint32Array {
  let rank = 0;
  return Uint32Array.from(hits, (hit) => {
    rank += hit;
    return rank - hit;
  });
}

/** What replaces work has to say so, and what it takes in the mean: `heterogeneity` and explanations ask for it. */
function demandMeans({ name, replacesWork }: StragglerDefinition, model: StragglerModel): void {
  for (const [record, mean] of [
    ['recordedSeconds', 'lastingSeconds'],
    ['transitOf', 'lastingTransit'],
  ] as const) {
    if (!model[record] || (replacesWork && model[mean])) continue;
    throw new InputError({
      path: 'cluster.stragglers',
      message: `a model of ${name} has ${record} without ${replacesWork ? mean : 'replacesWork in its definition'}`,
      allowed: `${record} together with ${mean} and replacesWork: true`,
    });
  }
}

/** A clock can be as long as one record says, not as two. */
function refuseTwoRecords(entries: readonly StragglerEntry[]): void {
  for (const record of ['recordedSeconds', 'transitOf'] as const) {
    const concerned = entries.filter(({ model }) => model[record]);
    concerned.forEach(({ hits }, k) => {
      const worker = hits.findIndex(
        (hit, w) => hit === 1 && concerned.slice(0, k).some((other) => other.hits[w] === 1),
      );
      if (worker < 0) return;
      throw new InputError({
        path: 'cluster.stragglers',
        message: `worker ${worker} is hit by two traces`,
        allowed: 'one trace for each worker: give workers or fraction',
      });
    });
  }
}

import type { z } from 'zod';
import { integerOption, numberOption, optional } from '../../base/options.ts';
import type { StragglerDefinition } from '../../cluster-model/stragglers/straggler-model.ts';
import type { Catalogue } from '../catalogue.ts';
import { definitionsBy } from './definitions.ts';
import { type SchemaOfShape, schemaOfOption } from './fields.ts';
import { addRefusal, listOf, wordOf } from './leaf.ts';

const fraction = optional(
  numberOption({ quantity: 'ratio', description: 'Part of the workers, drawn once.', above: 0, max: 1 }),
);
const workerIndex = integerOption({ description: 'Counted from 0.', min: 0 });

/** The keys that say which workers an entry hits. */
export function hitKeys(schemaOf: SchemaOfShape) {
  return {
    fraction: schemaOfOption(fraction, schemaOf),
    workers: indices('worker', schemaOf).meta({
      description: 'Indices of the workers that are hit; all where there is no fraction either.',
    }),
  };
}

/** A list of workers, or of server shards, that may be left out. */
export function indices(what: string, schemaOf: SchemaOfShape) {
  return distinct(listOf(schemaOfOption(workerIndex, schemaOf), `${what} indices from 0`, 1)).optional();
}

/** Refuses an entry that says twice which workers it hits. */
export function notTwice(entry: Readonly<Record<string, unknown>>, context: z.core.$RefinementCtx): void {
  if (entry.fraction === undefined || entry.workers === undefined) return;
  addRefusal(context, ['workers'], { message: 'given beside fraction', allowed: 'one of the two' });
}

/** The keys that an entry has beside its kind and its options. */
export function stragglerKeys({ affects }: StragglerDefinition, schemaOf: SchemaOfShape) {
  return {
    ...hitKeys(schemaOf),
    affects: distinct(listOf(wordOf(affects), `one or both of ${affects.join(', ')}`, 1))
      .default(affects.includes('compute') ? ['compute'] : [...affects])
      .meta({ description: 'What becomes slower; a message takes the factor of its sending time.' }),
  };
}

/** One entry of cluster.stragglers: a kind, its options, and whom and what it hits. */
export function stragglerSchema({ stragglers, distributions }: Catalogue, schemaOf: SchemaOfShape) {
  const extra = (definition: StragglerDefinition) => stragglerKeys(definition, schemaOf);
  return definitionsBy('kind', stragglers, schemaOf, extra, distributions).superRefine(notTwice);
}

/** A list without repetitions. */
function distinct<T extends z.ZodArray>(list: T) {
  return list.superRefine((items, context) => {
    items.forEach((item, k) => {
      if (items.indexOf(item) < k) addRefusal(context, [k], { message: `${item} is listed twice` });
    });
  });
}

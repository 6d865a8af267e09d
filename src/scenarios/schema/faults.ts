import type { FaultDefinition } from '../../cluster-model/faults/fault-model.ts';
import type { Catalogue } from '../catalogue.ts';
import { definitionsBy } from './definitions.ts';
import type { SchemaOfShape } from './fields.ts';
import { hitKeys, indices, notTwice } from './stragglers.ts';

/** The keys that an entry has beside its kind and its options. */
export function faultKeys({ hits }: FaultDefinition, schemaOf: SchemaOfShape) {
  if (hits === 'workers') return hitKeys(schemaOf);
  const shards = indices('shard', schemaOf).meta({
    description: 'Indices of the server shards that are hit; all by default.',
  });
  return { shards };
}

/** One entry of cluster.faults: a kind, its options, and whom it hits. */
export function faultSchema({ faults, distributions }: Catalogue, schemaOf: SchemaOfShape) {
  const extra = (definition: FaultDefinition) => faultKeys(definition, schemaOf);
  return definitionsBy('kind', faults, schemaOf, extra, distributions).superRefine(notTwice);
}

import type { Definition } from '../base/options.ts';
import { valuesOf } from '../base/options.ts';
import type { Registry } from '../base/registry.ts';
import type { Streams } from '../random/streams.ts';
import type { FaultDefinition, FaultModel } from './faults/fault-model.ts';
import { hitBy } from './hit-by.ts';

/** An entry of a scenario: whom it hits, and its options beside its kind. */
export interface FaultOptions {
  readonly kind: string;
  readonly fraction?: number;
  readonly workers?: readonly number[];
  readonly shards?: readonly number[];
  readonly [option: string]: unknown;
}

/** One entry under cluster.faults, brought to life. */
export interface FaultEntry {
  readonly model: FaultModel;
  readonly target: 'workers' | 'shards';
  /** 1 for every worker, or server shard, that the entry hits. [workers] or [shards] */
  readonly hits: Uint8Array;
}

/** Brings the fault entries of a scenario to life. */
export function makeFaults(
  specs: readonly FaultOptions[],
  size: { readonly workerCount: number; readonly shardCount: number },
  streams: Streams,
  registry: Registry<FaultDefinition>,
): readonly FaultEntry[] {
  return specs.map((spec, index) => {
    const definition = registry.get(spec.kind);
    const stream = (purpose: string) => streams.stream(`fault/${index}/${purpose}`);
    return {
      model: definition.create(valuesOf<Definition['options']>(definition.options, spec), { stream }),
      target: definition.hits,
      hits:
        definition.hits === 'workers'
          ? hitBy(spec, size.workerCount, () => stream('workers'))
          : hitBy(spec.shards ? { workers: spec.shards } : {}, size.shardCount, () => stream('shards')),
    };
  });
}

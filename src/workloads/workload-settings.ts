import type { Registry } from '../base/registry.ts';
import type { Streams } from '../random/streams.ts';
import type { ShuffleKind } from './example-order.ts';
import type { ProblemSettings } from './linear-problem.ts';
import type { BatchSize } from './mini-batches.ts';
import type { ModelDefinition } from './models/model.ts';
import type { PartitionKind } from './partition.ts';

/** `workload` of a scenario, as far as mathematics is concerned. */
export interface WorkloadSettings extends ProblemSettings {
  readonly partition: PartitionKind;
  readonly shuffle: ShuffleKind;
  readonly batchSize: BatchSize;
  readonly batchesPerClock: number;
  readonly gradient: 'mean' | 'sum';
  readonly features: 'local' | 'all';
}

/** What a workload takes from the rest of the scenario. */
export interface WorkloadContext {
  readonly streams: Streams;
  /** Relative machine speeds, for `partition: proportional`. [M] */
  readonly workerSpeeds: Float64Array;
  /** S: server shards. */
  readonly shardCount: number;
  /** Of the local optimizer: whether it moves positions at which the gradient is zero. */
  readonly movesEverything: boolean;
  /** w0: one number for every parameter, or all of them. */
  readonly initial: number | readonly number[];
  /** The models that may be named; ours by default. */
  readonly models?: Registry<ModelDefinition>;
}

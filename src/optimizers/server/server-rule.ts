import type { Definition, Options, ValuesOf } from '../../base/options.ts';
import type { HolderView, Push } from '../../protocols/protocol.ts';

/**
 * The part of a local update that one server shard receives: `values[k]` belongs to parameter `indices[k]` of the shard
 * (counted from the shard's first), or to parameter k where `indices` is null and all are carried. A parameter that is
 * not carried counts as zero. Borrowed for the call: a rule that keeps it copies it.
 */
export interface PushedUpdate {
  readonly values: Float64Array;
  readonly indices: Uint32Array | null;
}

/** A push of a round that closes. Borrowed for the call. */
export interface HeldPush extends Push, PushedUpdate {
  /** The learning rate of the clock. */
  readonly learningRate: number;
}

/** How the pushes of a round enter the parameters: one instance per server shard, which owns the state that the rule keeps there. */
export interface ServerRule {
  /**
   * Moves `parameters` (of this shard, [d_shard]) by the pushes of a round: one or many, in order of worker, then clock, then arrival. `view`
   * counts them already.
   */
  close(parameters: Float64Array, held: readonly HeldPush[], view: HolderView): void;
  /** Told when a pull is answered with `parameters`. */
  read?(worker: number, parameters: Float64Array, view: HolderView): void;
  /** A pull is answered with the parameters as of `version`: takes what belongs to it and later ones out of `answer`, which holds the shard's. */
  pullStable?(worker: number, version: number, answer: Float64Array): void;
  /** Workers may still be given `version` and later ones: none of them is to be dropped. */
  keepFrom?(version: number): void;
  /** Told when the shards drop a worker, or when it is not there at the start. It may come back; it pulls first. */
  leave?(worker: number): void;
  /** What is kept now, where the rule keeps versions. */
  readonly kept?: KeptVersions;
  /** A copy of what the rule needs to go on from these parameters after a crash of the server. A rule without it is made anew. */
  save?(): unknown;
  /** Goes back to what `save` returned, which it leaves as it is. */
  restore?(saved: unknown): void;
}

/** What a rule keeps beside the parameters, in versions. Borrowed: it may change with the next push. */
export interface KeptVersions {
  readonly count: number;
  /** Values of the versions that are kept as vectors, [d_shard] each. */
  readonly dense: number;
  /** Values of those that are kept as pairs of index and value, since less than half of them were ever carried. */
  readonly sparse: number;
}

/** What a rule is made with. */
export interface ServerRuleContext {
  readonly workerCount: number;
  /** Number of parameters of the shard. */
  readonly parameterCount: number;
  /** Each worker's part of all examples; they add up to 1. [workerCount] */
  readonly exampleShares: Float64Array;
}

/** A server rule as the registry holds it. */
export interface ServerRuleDefinition<O extends Options = Options> extends Definition<O> {
  /** Tells what it is where definitions of all kinds come together; `defineServerRule` sets it. */
  readonly defines?: 'server-rule';
  /** Whether it makes sense only where a round takes several pushes. */
  readonly needsRounds?: boolean;
  /**
   * The part of its update by which one push moves the parameters, once all M workers have pushed a clock: 1 for a sum, 1/M for a mean. Rules of different
   * weight need different learning rates. Absent where it is not known.
   */
  pushWeight?(options: ValuesOf<O>, workerCount: number): number;
  /** The rule of one server shard, with state of its own. */
  create(options: ValuesOf<O>, context: ServerRuleContext): ServerRule;
}

/** Gives a server rule its types, and marks it as one. */
export function defineServerRule<const O extends Options>(
  definition: ServerRuleDefinition<O>,
): ServerRuleDefinition<O> {
  return { ...definition, defines: 'server-rule' };
}

import type { Definition, Options, ValuesOf } from '../../base/options.ts';

/** The positions of a replica that a step may move: those in `indices` (first `count` of them), or all where it is null. */
export interface Support {
  readonly indices: Uint32Array | null;
  readonly count: number;
}

/** What a worker makes of a mini-batch's gradient. One instance per worker. */
export interface LocalOptimizer {
  /** Turns the gradient in `vector` (by replica position) into the step to add to the replica, at the positions of `support`. */
  step(vector: Float64Array, support: Support, learningRate: number): void;
}

/** A local optimizer as the registry holds it. */
export interface LocalOptimizerDefinition<O extends Options = Options> extends Definition<O> {
  /** Tells what it is where definitions of all kinds come together; `defineLocalOptimizer` sets it. */
  readonly defines?: 'local-optimizer';
  /** Whether a step moves positions at which the gradient is zero. They are then all in the support and all pushed. */
  readonly movesEverything: boolean;
  /** `size`: number of positions of the replica. */
  create(options: ValuesOf<O>, size: number): LocalOptimizer;
}

/** Gives a local optimizer its types, and marks it as one. */
export function defineLocalOptimizer<const O extends Options>(
  definition: LocalOptimizerDefinition<O>,
): LocalOptimizerDefinition<O> {
  return { ...definition, defines: 'local-optimizer' };
}

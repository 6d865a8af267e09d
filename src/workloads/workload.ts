import type { LocalOptimizer } from '../optimizers/local/local-optimizer.ts';

/** The parameters that a worker holds, in the order of its replica. */
export interface HeldParameters {
  /** Length of the replica. */
  readonly count: number;
  /** Global index of each position, or null where the replica is the whole vector in its own order. [count] */
  readonly globalIndices: Uint32Array | null;
  /** Positions `shardOffsets[s]` to `shardOffsets[s + 1]` belong to server shard s. [S + 1] */
  readonly shardOffsets: Uint32Array;
}

/** What a clock costs and carries, known before it is computed. It depends on structure, never on values. */
export interface ClockPlan {
  /** Mini-batches in the clock. */
  readonly batches: number;
  /** Examples in them, counted with repetition. */
  readonly examples: number;
  /** Stored entries of those examples. */
  readonly nonzeros: number;
  /**
   * Replica positions that the clock's update carries, ascending; null: all of them. All, where l2 > 0 or the local optimizer
   * moves everything; else the features that occur in the clock's mini-batches.
   */
  readonly carried: Uint32Array | null;
}

/** One worker's share of the learning. */
export interface WorkerShard {
  /** Examples that the worker has. */
  readonly examples: number;
  readonly held: HeldParameters;
  /** May be called for any clock, in any order. The result may be overwritten by the next call on this workload. */
  plan(clock: number): ClockPlan;
  /**
   * Runs the mini-batches of `clock`: `replica` moves by every local step, and `update`, given as zeros, becomes their
   * sum. Both [held.count].
   */
  train(
    clock: number,
    replica: Float64Array,
    update: Float64Array,
    learningRate: number,
    optimizer: LocalOptimizer,
  ): void;
}

/** Who has which examples, where that changes in the course of a run. */
export interface Dealing {
  /** As dealt at first. A clock goes through the examples that its worker has when it is first planned, which is done clock by clock. [M] */
  readonly workers: readonly WorkerShard[];
  /** The last `count` examples of `from` become the last of `to`. */
  move(from: number, to: number, count: number): void;
}

/** F, accuracy and test loss at one point: see CurvePoint. */
export interface Evaluation {
  readonly objective: number;
  readonly accuracy: number | undefined;
  readonly testLoss: number | undefined;
}

/** The mathematics of one (scenario, seed, replication), prepared once and shared by the algorithms compared on it. */
export interface Workload {
  /** d */
  readonly parameterCount: number;
  /** w0. [d] */
  readonly initial: Float64Array;
  readonly workers: readonly WorkerShard[];
  /** Deals the examples for a run in which they move between workers; only where every worker holds every feature. */
  deal?(): Dealing;
  /** F(w) over all training examples, l2 included. `parameters`: [d] */
  objective(parameters: Float64Array): number;
  /** Part of the test examples (of the training examples where there is no test set) predicted rightly; undefined for regression. */
  accuracy(parameters: Float64Array): number | undefined;
  /** Everything in one pass over the training examples, and where there is a test set, one over that. */
  evaluate(parameters: Float64Array): Evaluation;
}

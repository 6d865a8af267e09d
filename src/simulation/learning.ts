import type { HolderView, Push } from '../protocols/protocol.ts';
import type { VersionsResult } from './versions-tally.ts';
import type { MessageSize } from './wire-format.ts';

/** What is known of a model's state at an evaluation. */
export interface Evaluation {
  readonly objective: number | undefined;
  readonly accuracy: number | undefined;
  readonly testLoss: number | undefined;
}

/** Where there is no mathematics nothing is known. */
export const NOTHING: Evaluation = { objective: undefined, accuracy: undefined, testLoss: undefined };

/**
 * The learning side of a run, as the clockwork sees it: what work there is, what messages weigh, and what happens to the
 * parameters when a clock is computed, a push handled, a pull answered. It never hears what time it is.
 */
export interface Learning {
  /** The server's parameters. [d]; empty when there is no mathematics. */
  readonly parameters: Float64Array;
  /** Seconds on the reference machine that the mini-batches of `clock` take. */
  workOf(worker: number, clock: number): number;
  /** Computes `clock` on the worker's replica; the update is kept as `push` until it is forgotten. */
  computeUpdate(push: number, worker: number, clock: number): void;
  /** The size of `push` on its way to `shard`. */
  pushSize(push: number, worker: number, shard: number): MessageSize;
  /** The size of the answer of `shard` to `worker`. */
  answerSize(worker: number, shard: number): MessageSize;
  /** `shard` holds the push, which must not be forgotten before its round has closed. */
  hold(push: number, shard: number, info: Push): void;
  /** A round of `shard` closes: what it holds enters its parameters. */
  closeRound(shard: number, view: HolderView): void;
  /** `shard` answers: its parameters replace the worker's, without what belongs to versions from `stable` on, where that is given. */
  answerPull(worker: number, shard: number, view: HolderView, stable?: number): void;
  /** No version from `version` on is to be dropped by `shard`. */
  keepFrom(shard: number, version: number): void;
  /** The update kept as `push` is needed no more. */
  forget(push: number): void;
  /** The shards drop `worker`, or it is not there yet: `shard` is told. */
  leave(worker: number, shard: number): void;
  /** `worker` has lost what it had in memory. It pulls before it computes again. */
  restart(worker: number): void;
  /** `shard` saves its parameters, the state of its rule and what it holds of `round`; what it saved before is forgotten. */
  saveCheckpoint(shard: number, round: number): void;
  /** `shard` goes back to what it saved last. What that holds of a round that has closed since enters the parameters at once. */
  restoreCheckpoint(shard: number, view: HolderView): void;
  /** What `shard` has kept in versions. */
  versionsOf(shard: number): VersionsResult;
  evaluateServer(): Evaluation;
  /** Evaluates the worker's replica, which must hold every parameter. */
  evaluateReplica(worker: number): Evaluation;
}

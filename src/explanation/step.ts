import type { Share } from './causes.ts';

/** What lies between an event of a run and the one that brought it about. */
export type StepKind =
  /** A worker computed a clock. */
  | 'clock'
  /** A push, a pull request or an answer was on its way. */
  | 'push-sent'
  | 'pull-sent'
  | 'answer-sent'
  /** A worker asked the master which version is stable, and was told. */
  | 'master'
  /** A push or a pull request waited for its shard, or a pull that had been let go did so again. */
  | 'queue'
  /** A shard handled a push, or made an answer. */
  | 'push-service'
  | 'pull-service'
  /** No time passes: what `worker` (by a push, or by being dropped) let a parked pull of another go on. */
  | 'gate'
  /** A worker was down, or had not joined yet. */
  | 'down'
  /** The shards had yet to notice that a worker was gone. */
  | 'detection'
  /** Nothing counted any more; a limit ended the run. */
  | 'limit';

/**
 * An event of a run and the one event without which it would not have happened when it did. Steps form a tree that grows towards the
 * future; branches to which nothing is added any more are garbage, so that a long run leaves little more than its path.
 */
export interface Step {
  readonly kind: StepKind;
  readonly worker: number;
  /** The one that is computed, pushed, or to be started by the pull. */
  readonly clock: number;
  /** −1 where no shard has to do with it. */
  readonly shard: number;
  /** When it ended, in nanoseconds. It began when its cause ended. */
  readonly time: number;
  /** They add up to the time since the cause. */
  readonly shares: readonly Share[];
  /** Undefined: the start of the run. */
  readonly cause: Step | undefined;
  /** Of a gate: the worker whose pull was let go, the clock that it wants to start, and for how long it had been parked. */
  readonly released?: { readonly worker: number; readonly clock: number; readonly parked: number };
  /** Of a clock: how many times as long it took as its work takes on the fastest machine, and what slowed it. */
  readonly slowed?: Slowed;
}

/** Why a clock took long. */
export interface Slowed {
  /** By its machine: the speed of the fastest over its own. */
  readonly machine: number;
  /** By its stragglers: its length over that of the same work on its machine without them. */
  readonly stragglers: number;
  /** Kinds of the stragglers that slowed it. */
  readonly kinds: readonly string[];
}

/** The instant at which a step began. */
export function startOf({ cause }: Step): number {
  return cause?.time ?? 0;
}

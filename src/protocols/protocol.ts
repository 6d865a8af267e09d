import type { Definition, Options, ValuesOf } from '../base/options.ts';
import type { Stream } from '../random/streams.ts';

/** What a worker knows when it has finished a clock and asks itself whether it needs fresh parameters. */
export interface WorkerView {
  readonly worker: number;
  /** The clock about to start: how many clocks the worker has finished. */
  readonly clock: number;
  /** The slowest worker's clock as it was when the replica was pulled; 0 before the first pull. */
  readonly cachedMinClock: number;
  readonly workerCount: number;
}

/** A pull that asks to be answered. */
export interface PullRequest {
  readonly worker: number;
  /** The clock that the worker wants to start with the answer. */
  readonly clock: number;
}

/** A push that has been handled, as protocol and rule are told of it. */
export interface Push {
  readonly worker: number;
  /** The clock in which the update was computed. */
  readonly clock: number;
  /** The round of this shard in which the worker's replica was read. */
  readonly round: number;
  /** Rounds that this shard has closed since then. */
  readonly roundLag: number;
  /** Pushes of other workers that this shard has handled since then. */
  readonly staleness: number;
}

/**
 * What one holder of parameters, a server shard, knows. A clock is the count of a worker's pushes that it has handled; a round is one change of
 * its parameters.
 */
export interface HolderView {
  readonly workerCount: number;
  /** Workers that have clocks left to do, or a push held here. Those that the shards have dropped do not count. */
  readonly memberCount: number;
  /** The slowest worker's clock, of those on which the shard counts: all, unless a scenario has faults. */
  readonly minClock: number;
  /** The fastest worker's clock. */
  readonly maxClock: number;
  /** Pushes handled so far, of all workers. */
  readonly pushCount: number;
  /** Rounds closed so far. */
  readonly round: number;
  /** Pushes of the round under way. */
  readonly heldCount: number;
  /** The clock of one worker. */
  clockOf(worker: number): number;
  /** Whether `worker` is one of `memberCount`. */
  isMember(worker: number): boolean;
  /** Whether a push of `worker` is in the round under way. */
  isHeld(worker: number): boolean;
  /** The round in which the replica of `worker` was read here. */
  roundReadBy(worker: number): number;
}

/**
 * Who may start a clock and on which parameters, which pushes count, and when a round closes. A protocol only answers questions: it holds
 * no queue, touches no vector, and knows neither time nor machines.
 */
export interface Protocol {
  /** Asked of the worker: must it pull before the clock it is about to start? */
  needsPull(view: WorkerView): boolean;
  /** Asked of a server shard: may this pull be answered now? Until then it is parked. */
  admitPull(pull: PullRequest, view: HolderView): boolean;
  /** Asked of a server shard when it has handled a push, before the push is counted: does it count? If not it is dropped. All do by default. */
  accepts?(push: Push, view: HolderView): boolean;
  /**
   * Asked of a server shard while it holds pushes, after each push and when a worker leaves: does the round close, so that the rule is given
   * what is held? By default every push is a round.
   */
  closesRound?(view: HolderView): boolean;
}

/** What a protocol is made with. */
export interface ProtocolContext {
  readonly workerCount: number;
  /** For protocols that sample; draws are addressed by worker and clock. */
  readonly stream: Stream;
}

/** A protocol as the registry holds it. */
export interface ProtocolDefinition<O extends Options = Options> extends Definition<O> {
  /** Tells what it is where definitions of all kinds come together; `defineProtocol` sets it. */
  readonly defines?: 'protocol';
  /** Whether a round may take several pushes (`closesRound`); rules that make one update of a round ask for it. */
  readonly holds?: boolean;
  /**
   * When parked pulls are asked again: after every push that a shard handles (the default, always right); or only when its slowest
   * clock has moved, or when it has closed a round, which is enough for a gate that looks at nothing else.
   */
  readonly asksAgain?: 'after-every-push' | 'when-slowest-moves' | 'when-round-closes';
  /** The lead that it allows, for the column staleness_bound; undefined where it has none. */
  leadBound?(options: ValuesOf<O>): number | 'unbounded' | undefined;
  /** The protocol of one run. */
  create(options: ValuesOf<O>, context: ProtocolContext): Protocol;
}

/** Gives a protocol its types, and marks it as one. */
export function defineProtocol<const O extends Options>(
  definition: ProtocolDefinition<O>,
): ProtocolDefinition<O> {
  return { ...definition, defines: 'protocol' };
}

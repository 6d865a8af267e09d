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

/** What one server shard knows. A clock is the count of a worker's pushes that this shard has handled. */
export interface SyncView {
  readonly workerCount: number;
  /** The slowest worker's clock, of those on which the shard counts: all, unless a scenario has faults. */
  readonly minClock: number;
  /** The fastest worker's clock. */
  readonly maxClock: number;
  /** Pushes handled so far, of all workers. */
  readonly pushCount: number;
  /** The clock of one worker. */
  clockOf(worker: number): number;
}

/**
 * Who may start a clock, and on which parameters. A protocol only answers questions: it holds no queue, touches no
 * vector, and knows neither time nor machines.
 */
export interface Protocol {
  /** Asked of the worker: must it pull before the clock it is about to start? */
  needsPull(view: WorkerView): boolean;
  /** Asked of a server shard: may this pull be answered now? Until then it is parked. */
  admitPull(pull: PullRequest, view: SyncView): boolean;
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
  /** Whether every worker waits for every other before each clock; rules that need whole rounds ask for it. */
  readonly barrier?: boolean;
  /**
   * When parked pulls are asked again: after every push that a shard handles (the default, always right), or only when
   * its slowest clock has moved, which is enough for a gate that looks at nothing else.
   */
  readonly asksAgain?: 'after-every-push' | 'when-slowest-moves';
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

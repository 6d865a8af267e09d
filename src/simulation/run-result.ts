import type { StalenessBin } from './staleness-bins.ts';
import type { VersionsResult } from './versions-tally.ts';

/** How a run ended. `stopped`: by a limit, without reaching its target. */
export type RunStatus = 'converged' | 'stopped' | 'diverged';

/**
 * One evaluation. All three are undefined with `model: none`. `objective` is that of the training data. `accuracy` is that of the test data, or of the
 * training data where there are no test data; undefined for regression. `testLoss`: mean loss of the test data, without the l2 term; undefined where there
 * are none.
 */
export interface CurvePoint {
  /** Whole nanoseconds of simulated time. */
  readonly time: number;
  readonly updates: number;
  readonly clocksMin: number;
  readonly clocksMax: number;
  readonly objective: number | undefined;
  readonly accuracy: number | undefined;
  readonly testLoss: number | undefined;
}

/** How one worker spent the run. Nanoseconds; the five add up to the run's time. */
export interface WorkerResult {
  /** Machine speed relative to the reference machine. */
  readonly speed: number;
  readonly clocks: number;
  readonly compute: number;
  readonly communicate: number;
  readonly wait: number;
  readonly down: number;
  readonly idle: number;
  /** Over this worker's updates; undefined when it has none. */
  readonly stalenessMean: number | undefined;
  readonly stalenessMax: number | undefined;
}

/** How one server shard spent the run. */
export interface ServerResult extends VersionsResult {
  /** Part of the run's time in which it served. */
  readonly utilisation: number;
  /** Messages waiting (not in service, not parked), averaged over time. */
  readonly queueMean: number;
  /** Seconds from joining the queue to the start of service, averaged over services begun. */
  readonly waitMeanSeconds: number;
  /** Messages served. */
  readonly messages: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** What faults have cost one worker. Lengths in nanoseconds. */
export interface WorkerFaultsResult {
  /** Crashes, a loss for good included. */
  readonly crashes: number;
  /** Clocks under way that were lost, and for how long they had been computed: part of `compute`. */
  readonly clocksLost: number;
  readonly computeLost: number;
  /** From crashes to the start of the next clock. */
  readonly recovery: number;
  /** How many times the shards have dropped it. */
  readonly evictions: number;
  /** Transmissions of messages to and from it that were lost. */
  readonly messagesLost: number;
}

/** What faults have cost one server shard. */
export interface ServerFaultsResult {
  readonly crashes: number;
  /** Nanoseconds. */
  readonly down: number;
  readonly checkpoints: number;
  /** Pushes that it had handled and lost in a crash. */
  readonly pushesLost: number;
  /** Pushes of workers that it had dropped from its table, and pushes that the protocol did not accept. */
  readonly pushesDropped: number;
}

/** What faults, and pushes that the protocol did not accept, have cost. */
export interface FaultsResult {
  readonly workers: readonly WorkerFaultsResult[];
  readonly servers: readonly ServerFaultsResult[];
  /** Updates of which some shard has lost its part. */
  readonly updatesLost: number;
  /** Pushes that never became an update because some shard has dropped its part. */
  readonly updatesDropped: number;
}

/** One algorithm, one seed, one run: what tables and comparisons are made of. */
export interface RunOutcome {
  /** The label of the algorithm. */
  readonly algorithm: string;
  readonly protocol: string;
  readonly rule: string;
  /** Of the rule's definition; undefined where that does not say. */
  readonly pushWeight: number | undefined;
  /** For the column staleness_bound. */
  readonly stalenessBound: number | 'unbounded' | undefined;
  readonly learningRate: number | undefined;
  readonly seed: number;
  readonly replication: number;
  readonly status: RunStatus;
  /** Nanoseconds. */
  readonly time: number;
  readonly updates: number;
  readonly clocksMin: number;
  readonly clocksMax: number;
  readonly objective: number | undefined;
  readonly accuracy: number | undefined;
  readonly testLoss: number | undefined;
  /** Pushes of other workers between the pull on which an update was computed and the update. */
  readonly stalenessMean: number | undefined;
  readonly stalenessMax: number | undefined;
  /** Versions of the parameters between the two: 0 for a rule that adds a whole round at once. */
  readonly versionStalenessMean: number | undefined;
  /** How often each staleness came: bins that hold anything, ascending. */
  readonly staleness: readonly StalenessBin[];
  readonly bytesPushed: number;
  readonly bytesPulled: number;
  readonly events: number;
  /** SHA-256 in hexadecimal. */
  readonly digest: string;
  readonly curve: readonly CurvePoint[];
  readonly workers: readonly WorkerResult[];
  readonly servers: readonly ServerResult[];
  /** Absent where the scenario has no faults and no push was dropped. */
  readonly faults?: FaultsResult;
}

/** What a run has come to, its parameters included, which can be large and are not kept. */
export interface RunResult extends RunOutcome {
  /** The server's parameters at the end; empty with `model: none`. [d] */
  readonly parameters: Float64Array;
}

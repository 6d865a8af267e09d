/** How a run ended. `stopped`: by a limit, without reaching its target. */
export type RunStatus = 'converged' | 'stopped' | 'diverged';

/** One evaluation. `objective` and `accuracy` are undefined with `model: none`, `accuracy` also for regression. */
export interface CurvePoint {
  /** Whole nanoseconds of simulated time. */
  readonly time: number;
  readonly updates: number;
  readonly clocksMin: number;
  readonly clocksMax: number;
  readonly objective: number | undefined;
  readonly accuracy: number | undefined;
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
export interface ServerResult {
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

/** One algorithm, one seed, one run: what tables and comparisons are made of. */
export interface RunOutcome {
  /** The label of the algorithm. */
  readonly algorithm: string;
  readonly protocol: string;
  readonly rule: string;
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
  readonly stalenessMean: number | undefined;
  readonly stalenessMax: number | undefined;
  readonly bytesPushed: number;
  readonly bytesPulled: number;
  readonly events: number;
  /** SHA-256 in hexadecimal. */
  readonly digest: string;
  readonly curve: readonly CurvePoint[];
  readonly workers: readonly WorkerResult[];
  readonly servers: readonly ServerResult[];
}

/** What a run has come to, its parameters included, which can be large and are not kept. */
export interface RunResult extends RunOutcome {
  /** The server's parameters at the end; empty with `model: none`. [d] */
  readonly parameters: Float64Array;
}

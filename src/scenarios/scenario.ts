import type { Variate } from '../base/options.ts';
import type { TopologyOptions } from '../cluster-model/topologies/layout.ts';

/**
 * A scenario after checking: plain data with every default filled in and every quantity in its base unit (seconds, bytes,
 * bytes per second, ratios). It survives JSON and is itself a valid scenario file.
 */
export interface Scenario {
  readonly name: string;
  readonly description: string;
  /** A whole number, 0 to 2^53 − 1. */
  readonly seed: number;
  readonly replications: Replications;
  readonly cluster: ClusterSpec;
  readonly workload: WorkloadSpec | TimingWorkloadSpec;
  /** Absent with `model: none`. */
  readonly training?: TrainingSpec;
  readonly stop: StopSpec;
  readonly algorithms: readonly AlgorithmSpec[];
  /** Absent where the learning rates are those given. */
  readonly tune?: TuneSpec;
}

/** How many runs of each algorithm, or how precise their comparison is to be: a ratio, reached in at most `max` of them. */
export type Replications = number | { readonly until: number; readonly max: number };

/** How each algorithm finds its learning rate. */
export interface TuneSpec {
  /** Two or more, ascending. */
  readonly learningRate: readonly number[];
  readonly by: 'time' | 'updates' | 'objective';
  readonly search: 'grid' | 'halving';
  readonly replications: number;
  /** Replaces those under `stop`. */
  readonly budget: Pick<StopSpec, 'maxClocks' | 'maxUpdates' | 'maxTime'>;
}

/** The machines. */
export interface ClusterSpec {
  readonly workers: readonly WorkerGroup[];
  readonly servers: ServersSpec;
  readonly network: NetworkSpec;
  readonly stragglers: readonly StragglerSpec[];
  readonly faults?: readonly FaultSpec[];
}

/** What it takes to have a machine; nothing is said of what is absent. */
export interface UpkeepSpec {
  /** Dollars for each second of the run. */
  readonly price?: number;
  /** Whether that is paid to the end of the run, which is the default, or only while the machine is up. */
  readonly paid?: 'until-end' | 'while-up';
  /** Watts while it computes or serves. */
  readonly busyWatts?: number;
  /** Watts while it does not. */
  readonly idleWatts?: number;
}

/** Machines of one kind. */
export interface WorkerGroup extends UpkeepSpec {
  readonly count: number;
  /** Relative to the reference machine; a distribution is drawn from once per worker. */
  readonly speed: Variate;
  /** Bytes per second of each card; a distribution is drawn from once per worker. Without it: the network's. */
  readonly bandwidth?: Variate | 'unlimited';
  /** Seconds, instead of the network's. */
  readonly latency?: Variate;
}

/** The parameter server: its shards, and how long they take to serve. */
export interface ServersSpec extends UpkeepSpec {
  readonly count: number;
  /** Seconds of service. */
  readonly perPush: Variate;
  readonly perPull: Variate;
  /** Seconds for each value that a message carries. */
  readonly perValue: Variate;
  /** Bytes per second of each shard's card; a distribution is drawn from once per shard. Without it: the network's. */
  readonly bandwidth?: Variate | 'unlimited';
}

/** Between workers and servers: how fast messages travel, and what they weigh. */
export interface NetworkSpec {
  /** Seconds. */
  readonly latency: Variate;
  /** Bytes per second. */
  readonly bandwidth: Variate | 'unlimited';
  readonly contention: 'none' | 'nic' | 'fair-share';
  /** With `fair-share`; a star where not given. */
  readonly topology?: TopologyOptions;
  readonly headerBytes: number;
  readonly valueBytes: number;
  readonly indexBytes: number;
}

/** `kind` names a straggler definition, whose options lie beside it. */
export interface StragglerSpec {
  readonly kind: string;
  /** Part of the workers, drawn once. */
  readonly fraction?: number;
  /** Worker indices. Without it and `fraction`: all workers. */
  readonly workers?: readonly number[];
  readonly affects: readonly ('compute' | 'network')[];
  readonly [option: string]: unknown;
}

/** `kind` names a fault definition, whose options lie beside it. */
export interface FaultSpec {
  readonly kind: string;
  /** Whom it hits: workers as in StragglerSpec, or server shards; without any of these all. */
  readonly fraction?: number;
  readonly workers?: readonly number[];
  readonly shards?: readonly number[];
  readonly [option: string]: unknown;
}

/** Work of a clock: perClock, and perBatch + perExample · examples + perNonzero · nonzeros of each mini-batch. */
export interface ComputeTimeSpec {
  /** Seconds on the reference machine. None where not given. */
  readonly perClock?: number;
  readonly perBatch: number;
  readonly perExample: number;
  readonly perNonzero: number;
}

/** How the examples are dealt to the workers. */
export type PartitionKind = 'round-robin' | 'contiguous' | 'random' | 'by-label' | 'proportional';
/** How often the examples of a worker are put into a new order. */
export type ShuffleKind = 'none' | 'once' | 'every-epoch';

/** What is computed: model, data, and how much of them at a time. */
export interface WorkloadSpec {
  readonly model: string;
  readonly data: DataSpec;
  readonly l2: number;
  readonly intercept: boolean;
  readonly partition: PartitionKind;
  readonly shuffle: ShuffleKind;
  /** A number of examples, or `10%`: then 100 / p is whole. */
  readonly batchSize: BatchSize;
  readonly batchesPerClock: number;
  readonly gradient: 'mean' | 'sum';
  readonly features: 'local' | 'all';
  readonly computeTime: ComputeTimeSpec;
  /** Times are those of a larger job; absent where they are those of the one computed. */
  readonly scale?: ScaleSpec;
}

/** How many times the examples, parameters and nonzeros per example of the data computed on the job has that is timed. */
export interface ScaleSpec {
  readonly examples: number;
  readonly parameters: number;
  readonly nonzerosPerExample: number;
}

/** Examples per mini-batch, or the text `p%` with 100 / p whole. */
export type BatchSize = number | `${number}%`;

/** Timing only: no data, no mathematics. */
export interface TimingWorkloadSpec {
  readonly model: 'none';
  /** Values in a full message. */
  readonly parameters: number;
  readonly batchesPerClock: number;
  readonly computeTime: ComputeTimeSpec;
}

/** Formats of data files. */
export type FileFormat = 'libsvm' | 'csv' | 'idx';

/** Where the examples come from. */
export type DataSpec = FileDataSpec | BuiltinDataSpec | SyntheticDataSpec;

/** The index of the first feature of a libsvm file. */
export type FirstIndex = 'from-1' | 'from-0';

/** What holds for examples from anywhere. */
interface CommonDataSpec {
  /** Whether features are standardised on the training examples; not where not given. */
  readonly standardise?: boolean;
}

/** Examples from files of the user. */
export interface FileDataSpec extends CommonDataSpec {
  /** As written in the scenario; relative to the scenario's folder. */
  readonly file: string;
  /** Found from the file's name where not given. */
  readonly format: FileFormat;
  /** csv: name of the label column. */
  readonly label?: string;
  /** idx: the file of labels. libsvm and csv: numbers for words, or `by-appearance`. */
  readonly labels?: string | Readonly<Record<string, number>>;
  /** csv: columns that are neither label nor features, by name or position from 1. */
  readonly ignore?: readonly (string | number)[];
  /** libsvm: `from-1` where not given. */
  readonly indices?: FirstIndex;
  /** Features at least; libsvm files may not mention the last ones. */
  readonly features?: number;
  /** The largest feature index (from 1) that is believed. */
  readonly maxFeatures: number;
  /** Part of the examples held out, or a second file. */
  readonly test?: number | string;
}

/** Examples that come with Laggard. */
export interface BuiltinDataSpec extends CommonDataSpec {
  readonly builtin: string;
  readonly test?: number;
}

/** Examples that are made up. */
export interface SyntheticDataSpec extends CommonDataSpec {
  /** `kind` names a generator, whose options lie beside it. */
  readonly synthetic: { readonly kind: string; readonly [option: string]: unknown };
  readonly test?: number;
}

/** `schedule` names a schedule definition, whose options (`initial` always) lie beside it. */
export interface ScheduleSpec {
  readonly schedule: string;
  readonly initial: number;
  readonly [option: string]: unknown;
}

/** `kind` names a local optimizer, whose options lie beside it. */
export interface LocalOptimizerSpec {
  readonly kind: string;
  readonly [option: string]: unknown;
}

/** How workers learn, and when and what is evaluated. */
export interface TrainingSpec {
  readonly learningRate: ScheduleSpec;
  readonly optimizer: LocalOptimizerSpec;
  readonly evaluate: {
    /** Due after every so many updates, or every so many seconds of simulated time. */
    readonly every: { readonly updates: number } | { readonly seconds: number };
    readonly of: 'server' | 'fastest-worker';
  };
  /** w0: one number for every parameter, or all of them. */
  readonly initial: number | readonly number[];
}

/** What ends a run: whatever comes first. */
export interface StopSpec {
  readonly objective?: number;
  /** Stop when the objective is at most optimum · (1 + gap); as a ratio. */
  readonly gap?: number;
  /** Stop when the accuracy is at least this, as a ratio. */
  readonly accuracy?: number;
  readonly maxClocks?: number;
  readonly maxUpdates?: number;
  /** Rounds that every server shard has closed. */
  readonly maxRounds?: number;
  /** Seconds. */
  readonly maxTime?: number;
}

/** Options of the protocol and of the rule lie beside their names. */
export interface AlgorithmSpec {
  readonly name: string;
  readonly label: string;
  readonly protocol: string;
  readonly rule: string;
  /** Replaces the common one; always filled in, but for `model: none`. */
  readonly learningRate?: ScheduleSpec;
  /** Pushes are sent whole where not given. */
  readonly compression?: CompressionSpec;
  /** What differs from the common `tune`. */
  readonly tune?: Partial<TuneSpec> | 'none';
  /** Workers pull what each shard has where not given. */
  readonly partitionSync?: 'stable-version';
  /** Seconds; goes with `partitionSync`. */
  readonly reportEvery?: number;
  /** Examples stay where they are dealt where not given. */
  readonly reassign?: ReassignSpec;
  /** What differs from `cluster.servers`. */
  readonly servers?: Partial<ServersSpec>;
  /** What its clocks take beside `workload.computeTime`. */
  readonly costs?: Partial<ComputeTimeSpec>;
  readonly [option: string]: unknown;
}

/** `kind` names a compression, whose options lie beside it. */
export interface CompressionSpec {
  readonly kind: string;
  readonly [option: string]: unknown;
}

/** When examples move from stragglers to the fastest worker, and how many. */
export interface ReassignSpec {
  /** A clock that takes more than 1 + this times as long as that of the fastest makes a straggler. */
  readonly threshold: number;
  /** Part of its examples that a straggler gives away after each of its clocks. */
  readonly share: number;
}

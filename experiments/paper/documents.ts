import type { Calibration, DataShape } from './calibration.ts';
import type { DataName, ModelName, Plan } from './plan.ts';
import { type Overheads, type System, VALUE_BYTES } from './systems.ts';

/** A scenario before it is checked: what would stand in its file. */
export interface ScenarioDocument {
  readonly name: string;
  readonly cluster: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

/** The data sets of the paper [P 470], in examples, parameters and nonzeros of an example. */
export const originals: Readonly<Record<DataName, { rows: number; features: number; nonzeros: number }>> = {
  URL: { rows: 2_400_000, features: 3_200_000, nonzeros: 500 },
  CTR: { rows: 300_000_000, features: 58_000_000, nonzeros: 100 },
};

/** Workers and parameter servers of Cluster-1 [P 466], and its network [P 470]. */
export const WORKERS = 30;
export const SERVERS = 10;
const BANDWIDTH = 125_000_000;

/** The regularisation is not in the paper. */
export const L2 = 1e-6;

/** What is asked of a system. */
export interface Question {
  readonly model: ModelName;
  readonly data: DataName;
  /** Of the slowest worker to the fastest, by the delay that is injected into a fifth of the workers. */
  readonly level: number;
  /** That delay in seconds; undefined: what makes the level on a network that nobody else uses. */
  readonly sleep?: number;
  readonly workers?: number;
  readonly replications: number;
  readonly maxClocks: number;
  /** Whether a run ends at the threshold of the calibration; else it makes all clocks. */
  readonly toThreshold: boolean;
  /** One rate, or several of which the best is searched for. */
  readonly rate: number | readonly number[];
  /** Whether rates fall as σ/√(0.2c + 1). */
  readonly decayed?: boolean;
  /** By what the best of several rates is found, and on how many seeds each. */
  readonly tuning?: { readonly by: 'time' | 'objective'; readonly replications: number };
  readonly stragglers?: readonly object[];
}

/** As scenario files call them. */
export const modelNames: Record<ModelName, string> = { LR: 'logistic-regression', SVM: 'linear-svm' };

/** The scenario of `question` on `system`. */
export function documentFor(
  name: string,
  question: Question,
  system: System,
  { costs, data: shapes, thresholds }: Calibration,
  plan: Plan,
): ScenarioDocument {
  const { model, data, replications, maxClocks, toThreshold, rate, decayed = false } = question;
  const workers = question.workers ?? WORKERS;
  const overheads = system.overheads(costs);
  const { objective } = thresholds[`${model} ${data}`];
  const rates = typeof rate === 'number' ? [rate] : rate;
  const schedule = { schedule: decayed ? 'inverse-sqrt' : 'constant', initial: rates[0]! };
  return {
    name,
    seed: 1,
    replications,
    cluster: clusterOf(
      workers,
      overheads,
      question.stragglers ?? [sleepOf(question), unevenClocks(costs.jitter)],
    ),
    workload: {
      ...dataOf(data, shapes[data], plan),
      model: modelNames[model],
      l2: L2,
      intercept: shapes[data].intercept,
      features: 'all',
      batchSize: '10%',
      batchesPerClock: 10,
      computeTime: {
        perBatch: overheads.launch / 10,
        perExample: (costs.clock[data] * overheads.slower * WORKERS) / originals[data].rows,
      },
    },
    training: {
      learningRate: decayed ? { ...schedule, alpha: 0.2 } : schedule,
      evaluate: { every: `${workers} updates`, of: system.evaluated },
    },
    stop: { ...(toThreshold && { objective }), maxClocks },
    algorithms: [{ ...system.algorithm, label: system.name.replaceAll(' ', '-') }],
    ...(rates.length > 1 && {
      tune: { learningRate: rates, search: 'grid', ...question.tuning },
    }),
  };
}

/** `count` rates from 1/4 to 256 in equal ratios, all divided by `shrink`: the number of workers where updates add up, else 1. */
export function rateGrid(count: number, shrink: number): readonly number[] {
  const [lowest, highest] = [0.25, 256];
  const ratio = (highest / lowest) ** (1 / (count - 1));
  return Array.from({ length: count }, (_, k) => Number(((lowest * ratio ** k) / shrink).toPrecision(3)));
}

/** Cluster-1, with the servers of the system. */
export function clusterOf(workers: number, { driver }: Overheads, stragglers: readonly object[]) {
  return {
    workers,
    servers: { count: driver === undefined ? SERVERS : 1 },
    network: { latency: '0.2 ms', bandwidth: driver ?? BANDWIDTH, contention: 'nic' },
    stragglers,
  };
}

/** A fifth of the workers sleep in every clock, so long that they reach the level [P 471]. */
function sleepOf({ level, sleep }: Question): object {
  const length = sleep === undefined ? { heterogeneity: level } : { duration: sleep };
  return { kind: 'delay', fraction: '20%', ...length };
}

/** No two clocks are quite alike. */
export function unevenClocks(jitter: number): object {
  return { kind: 'per-clock', factor: { lognormal: { median: 1, sigma: jitter } } };
}

/** Synthetic examples are timed as if they were those of the original. */
function dataOf(data: DataName, shape: DataShape, { files }: Plan) {
  const file = files[data];
  if (file !== undefined) return { data: { file, format: 'libsvm' } };
  const { rows, features, nonzeros } = originals[data];
  const { rows: ours, features: held, nonzerosPerRow, exponent, noise, positives, intercept } = shape;
  return {
    data: {
      synthetic: {
        kind: 'sparse-zipf',
        rows: ours,
        features: held,
        nonzerosPerRow,
        exponent,
        noise,
        positives,
      },
    },
    scale: {
      examples: rows / ours,
      parameters: features / (held + Number(intercept)),
      nonzerosPerExample: nonzeros / nonzerosPerRow,
    },
  };
}

/** Bytes of all parameters of the original. */
export function modelBytes(data: DataName): number {
  return originals[data].features * VALUE_BYTES;
}

import type { Variate } from '../../src/base/options.ts';
import type {
  AlgorithmSpec,
  Scenario,
  ServersSpec,
  StopSpec,
  WorkerGroup,
} from '../../src/scenarios/scenario.ts';
import type { RunResult } from '../../src/simulation/index.ts';
import { demand } from '../../src/testing/compare.ts';
import { lawOfCases, type Subject } from './law.ts';

/** Fixed seeds: these laws pass or fail for ever. By luck alone one statistic in 1,300 would be further off (Student's t, 19 degrees). */
const FARTHEST = 4;

/** One millisecond: the mean length of a clock on a machine of speed 1, unless said otherwise. */
const CLOCK = 1e-3;

const bsp: AlgorithmSpec = { name: 'bsp', label: 'bsp', protocol: 'bsp', rule: 'average' };
const asp: AlgorithmSpec = { name: 'asp', label: 'asp', protocol: 'asp', rule: 'sum' };
/** Sources that push and never pull. */
const free: AlgorithmSpec = {
  ...asp,
  ...{ protocol: 'ssp', staleness: 'unbounded', pullRule: 'strict', pull: 'when-needed' },
};

/**
 * Law 10: a round is the longest of M exponential clock times of mean 1/μ. Its mean is H_M/μ, H_M = 1 + 1/2 + … + 1/M, its variance
 * (1 + 1/4 + … + 1/M²)/μ²: the k-th worker to finish does so an exponential time of mean 1/(μ(M−k+1)) after the one before.
 */
export const bspRounds = lawOfCases(
  'a round of bsp with exponential clock times takes H_M/μ in the mean',
  [1, 2, 3, 5, 8],
  ({ simulate }, workers) => {
    const rounds = 2000;
    const scenario = clusterOf({
      workers: [{ count: workers, speed: 1 }],
      algorithm: bsp,
      stop: { maxClocks: rounds },
    });
    const { time } = simulate({ scenario, data: undefined }, { observed: false }).result;
    const ranks = Array.from({ length: workers }, (_, k) => 1 / (k + 1));
    const mean = CLOCK * ranks.reduce((sum, x) => sum + x, 0);
    const variance = CLOCK ** 2 * ranks.reduce((sum, x) => sum + x * x, 0);
    demandNear(time / 1e9 / rounds, mean, Math.sqrt(variance / rounds), `a round of ${workers} workers`);
  },
);

const unequal: readonly WorkerGroup[] = [
  { count: 3, speed: 1 },
  { count: 1, speed: 0.25 },
  { count: 2, speed: 2.5 },
];

/**
 * Law 10: each worker's pushes are a Poisson process of the rate of its clocks, since nothing holds it up, and so are all together:
 * their number in T has mean and variance T·Σ rates. With clocks of constant length it is Σ ⌊T·rate⌋, exactly.
 */
export const aspThroughput = lawOfCases(
  'without contention asp makes as many updates as its workers have clocks',
  ['exponential', 'constant'] as const,
  ({ simulate }, clocks) => {
    const duration = 2.0005;
    const scenario = clusterOf({ workers: unequal, algorithm: asp, stop: { maxTime: duration }, clocks });
    const { updates } = simulate({ scenario, data: undefined }, { observed: false }).result;
    const rates = unequal.flatMap(({ count, speed }) =>
      new Array<number>(count).fill((speed as number) / CLOCK),
    );
    if (clocks === 'constant') {
      const exact = rates.reduce((sum, rate) => sum + Math.floor(duration * rate), 0);
      demand(updates === exact, () => `${updates} updates instead of ${exact}`);
      return;
    }
    const mean = duration * rates.reduce((sum, rate) => sum + rate, 0);
    demandNear(updates, mean, Math.sqrt(mean), 'updates of exponential clocks');
  },
);

/** A shard with M/G/1: its service, and the second moment of that in units of the squared mean. */
const SERVICES: readonly { name: string; service: (mean: number) => Variate; secondMoment: number }[] = [
  { name: 'M/D/1', service: (mean) => mean, secondMoment: 1 },
  { name: 'M/M/1', service: (mean) => ({ exponential: { mean } }), secondMoment: 2 },
  {
    name: 'M/G/1, uniform',
    service: (mean) => ({ uniform: { min: 0, max: 2 * mean } }),
    secondMoment: 4 / 3,
  },
  // Two kinds of message: E(S²) = 0.2 · 3² + 0.8 · 0.5² of the squared mean 0.2 · 3 + 0.8 · 0.5 = 1.
  {
    name: 'M/G/1, two kinds',
    service: (mean) => ({ bernoulli: { p: 0.2, value: 3 * mean, otherwise: 0.5 * mean } }),
    secondMoment: 2,
  },
];

/**
 * Law 10: sources with exponential clocks that never pull are independent Poisson processes, whatever the shard does, and so is their
 * union. Mean wait (Pollaczek and Khinchine): λE(S²) / (2(1 − ρ)); mean queue: λ times that (Little); part of the time busy: ρ.
 * Standard errors are those of the mean of 20 independent replications. Starting empty takes about 0.3% off the wait of 4,000
 * messages at ρ = 0.6, a tenth of such an error.
 */
export const shardIsQueue = lawOfCases(
  'a shard fed by sources that never pull is M/G/1',
  SERVICES,
  (subject, { name, service, secondMoment }) => {
    const load = 0.6;
    const mean = (load * CLOCK) / 10;
    const scenario = clusterOf({
      workers: [{ count: 10, speed: 1 }],
      servers: { perPush: service(mean) },
      algorithm: free,
      stop: { maxUpdates: 4000 },
    });
    const runs = replicated(subject, scenario, 20);
    const shards = runs.map(({ servers }) => servers[0]!);
    const wait = (load * mean * secondMoment) / (2 * (1 - load));
    demandMean(
      shards.map(({ waitMeanSeconds }) => waitMeanSeconds),
      wait,
      `wait at ${name}`,
    );
    demandMean(
      shards.map(({ queueMean }) => queueMean),
      (wait * 10) / CLOCK,
      `queue of ${name}`,
    );
    demandMean(
      shards.map(({ utilisation }) => utilisation),
      load,
      `utilisation of ${name}`,
    );
  },
);

/**
 * Law 10: workers are machines that run for an exponential time of mean 1/ν and then wait for the only repairman, the shard, whose
 * service (of pulls; pushes are free here) is exponential with mean 1/μ. With a = ν/μ, all N run with probability
 * p0 = 1 / Σ_k N!/(N−k)! · a^k; the shard is busy 1 − p0 of the time and the throughput is μ(1 − p0). Standard errors as above; that
 * all run at first is worth less than one update in 4,000.
 */
export const shardIsRepairman = lawOfCases(
  'asp with a busy shard is the machine-repairman model',
  [
    { workers: 1, ratio: 0.5 },
    { workers: 3, ratio: 0.5 },
    { workers: 6, ratio: 0.25 },
    { workers: 8, ratio: 0.05 },
  ],
  (subject, { workers, ratio }) => {
    const service = ratio * CLOCK;
    const scenario = clusterOf({
      workers: [{ count: workers, speed: 1 }],
      servers: { perPull: { exponential: { mean: service } } },
      algorithm: asp,
      stop: { maxUpdates: 4000 },
    });
    let [term, terms] = [1, 1];
    for (let broken = 1; broken <= workers; broken++) {
      term *= (workers - broken + 1) * ratio;
      terms += term;
    }
    const busy = 1 - 1 / terms;
    const runs = replicated(subject, scenario, 20);
    const what = `${workers} workers and one shard`;
    demandMean(
      runs.map(({ updates, time }) => updates / (time / 1e9)),
      busy / service,
      `throughput of ${what}`,
    );
    demandMean(
      runs.map(({ servers }) => servers[0]!.utilisation),
      busy,
      `utilisation of ${what}`,
    );
  },
);

interface ClusterDraft {
  readonly workers: readonly WorkerGroup[];
  readonly servers?: Partial<ServersSpec>;
  readonly algorithm: AlgorithmSpec;
  readonly stop: StopSpec;
  readonly clocks?: 'exponential' | 'constant';
}

/** A cluster without mathematics and without a network to speak of, whose clocks have exponential lengths. */
function clusterOf({ workers, servers, algorithm, stop, clocks = 'exponential' }: ClusterDraft): Scenario {
  const factor = { exponential: { mean: 1 } };
  return {
    name: 'closed-form',
    description: '',
    seed: 20_170_514,
    replications: 1,
    cluster: {
      workers,
      servers: { count: 1, perPush: 0, perPull: 0, perValue: 0, ...servers },
      network: {
        latency: 0,
        bandwidth: 'unlimited',
        contention: 'none',
        headerBytes: 64,
        valueBytes: 8,
        indexBytes: 4,
      },
      stragglers: clocks === 'constant' ? [] : [{ kind: 'per-clock', factor, affects: ['compute'] }],
    },
    workload: {
      model: 'none',
      parameters: 1,
      batchesPerClock: 1,
      computeTime: { perBatch: CLOCK, perExample: 0, perNonzero: 0 },
    },
    stop,
    algorithms: [algorithm],
  };
}

function replicated({ simulate }: Subject, scenario: Scenario, count: number): RunResult[] {
  return Array.from(
    { length: count },
    (_, k) => simulate({ scenario, data: undefined }, { observed: false, replication: k + 1 }).result,
  );
}

/** z = (found − expected) / standard error. */
function demandNear(found: number, expected: number, standardError: number, what: string): void {
  const z = (found - expected) / standardError;
  demand(Math.abs(z) <= FARTHEST, () => `${what}: ${found} instead of ${expected}, ${z} standard errors off`);
}

/** The mean of independent values, whose variance is estimated from them. */
function demandMean(values: readonly number[], expected: number, what: string): void {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  demandNear(mean, expected, Math.sqrt(squares / (values.length - 1) / values.length), what);
}

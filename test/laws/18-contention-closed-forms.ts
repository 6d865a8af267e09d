import type { TraceEntry } from '../../src/explanation/trace-entry.ts';
import type { AlgorithmSpec, ClusterSpec, Scenario, StopSpec } from '../../src/scenarios/scenario.ts';
import { demand } from '../../src/testing/compare.ts';
import { lawOfCases, type Subject } from './law.ts';

/** Sources that push and never pull. */
const free: AlgorithmSpec = {
  ...{ name: 'free', label: 'free', protocol: 'ssp', rule: 'sum' },
  ...{ staleness: 'unbounded', pullRule: 'strict', pull: 'when-needed' },
};

/** Bytes of a push. */
const BYTES = 1000;
/** Seconds for one through the shard's card. */
const TRANSFER = 1e-3;

interface Draft {
  readonly workers: number;
  readonly cluster: Omit<Partial<ClusterSpec>, 'network'> & {
    readonly network: Pick<ClusterSpec['network'], 'contention'>;
  };
  /** Seconds of the mean clock. */
  readonly clock: number;
  readonly stop: StopSpec;
}

/** Pushes of 1000 bytes, each of which takes a millisecond through the card of the only shard; workers' cards are unlimited. */
function scenarioOf({ workers, cluster, clock, stop }: Draft): Scenario {
  const sizes = { headerBytes: 0, valueBytes: BYTES, indexBytes: 4 };
  return {
    ...{ name: 'contention', description: '', seed: 20_170_514, replications: 1 },
    cluster: {
      stragglers: [],
      ...cluster,
      workers: [{ count: workers, speed: 1 }],
      servers: { count: 1, perPush: 0, perPull: 0, perValue: 0, bandwidth: BYTES / TRANSFER },
      network: { latency: 0, bandwidth: 'unlimited', ...sizes, ...cluster.network },
    },
    workload: {
      ...{ model: 'none', parameters: 1, batchesPerClock: 1 },
      computeTime: { perBatch: clock, perExample: 0, perNonzero: 0 },
    },
    stop,
    algorithms: [free],
  };
}

/** From sending to arrival of each push, in nanoseconds, in the order of sending. */
function delaysOf(trace: readonly TraceEntry[]): number[] {
  const arrivals = new Map<string, number>();
  for (const { event, time } of trace) {
    if (event.kind === 'push-arrived') arrivals.set(`${event.worker} ${event.clock}`, time);
  }
  return trace.flatMap(({ event, time }) => {
    const arrival = event.kind === 'push-sent' && arrivals.get(`${event.worker} ${event.clock}`);
    return arrival ? [arrival - time] : [];
  });
}

/**
 * M workers push b bytes each to one shard at one instant. Its card, of bandwidth B, is busy for M·b/B. One at a time, the k-th push has come
 * after k·b/B; when they share, each has B/M, and all have come after M·b/B.
 */
export const incast = lawOfCases(
  'an incast of M equal pushes takes M times as long as one, the k-th k times where cards take turns',
  [1, 2, 7, 100].flatMap((workers) => [
    { workers, contention: 'nic' as const },
    { workers, contention: 'fair-share' as const },
  ]),
  ({ simulate }, { workers, contention }) => {
    const scenario = scenarioOf({
      workers,
      cluster: { network: { contention } },
      clock: 1,
      stop: { maxClocks: 1 },
    });
    const delays = delaysOf(simulate({ scenario, data: undefined }).trace);
    const each = TRANSFER * 1e9;
    delays.forEach((delay, k) => {
      const due = (contention === 'nic' ? k + 1 : workers) * each;
      demand(delay === due, () => `push ${k + 1} of ${workers} takes ${delay} instead of ${due} ns`);
    });
    demand(delays.length === workers, () => `${delays.length} pushes arrive`);
  },
);

/** By luck alone one statistic in 1,300 would be further off (Student's t, 19 degrees); the seed is fixed. */
const FARTHEST = 4;

/**
 * Poisson pushes into one card of load ρ, each taking S alone. One at a time: M/D/1, so that a push takes S + ρS / (2(1 − ρ)) in the mean
 * (Pollaczek and Khinchine). Shared equally: M/G/1 with processor sharing, S / (1 − ρ), whatever the sizes (Kleinrock, Queueing Systems II,
 * 1976, section 4.4). There are 400 workers, so that the two messages of one, which do not share, hardly ever meet. Standard errors are those
 * of the mean of 20 independent replications, of the pushes that are neither
 * among the first, which find the card empty, nor among the last, of which the slow ones have not arrived.
 */
export const cardIsQueue = lawOfCases(
  'a card fed by pushes at random is M/D/1 where it takes one at a time, and M/G/1 with processor sharing where they share',
  ['nic', 'fair-share'] as const,
  (subject, contention) => {
    const load = 0.6;
    const workers = 400;
    const cluster = {
      network: { contention },
      stragglers: [
        { kind: 'per-clock', factor: { exponential: { mean: 1 } }, affects: ['compute' as const] },
      ],
    };
    const clock = (workers * TRANSFER) / load;
    const scenario = scenarioOf({ workers, cluster, clock, stop: { maxUpdates: 3000 } });
    const expected = contention === 'nic' ? TRANSFER * (1 + load / (2 * (1 - load))) : TRANSFER / (1 - load);
    const means = replicatedMeans(subject, scenario);
    const mean = meanOf(means);
    const variance = means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (means.length - 1);
    const z = (mean - expected) / Math.sqrt(variance / means.length);
    demand(
      Math.abs(z) <= FARTHEST,
      () => `${contention}: ${mean} s instead of ${expected} s, ${z} standard errors off`,
    );
  },
);

function replicatedMeans({ simulate }: Subject, scenario: Scenario): number[] {
  return Array.from({ length: 20 }, (_, k) => {
    const { trace } = simulate({ scenario, data: undefined }, { replication: k + 1 });
    return meanOf(delaysOf(trace).slice(500, 2500)) / 1e9;
  });
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

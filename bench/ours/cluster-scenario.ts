import type { Scenario } from '../../src/scenarios/scenario.ts';

/** A timing-only cluster: machines of different speeds, one server, ssp(3). */
export interface ClusterSize {
  readonly workers: number;
  readonly clocks: number;
  /** Whether every clock of every machine has a factor of its own, drawn when the clock starts. */
  readonly drawn: boolean;
}

/** ssp's bound. */
export const STALENESS = 3;

/** Values in a message; a value takes 8 bytes, a header 64. */
const PARAMETERS = 1000;

/**
 * Nanoseconds that follow from the scenario: 1 ms of latency, 1 byte a nanosecond, 20 µs and 10 µs of service. A pull request is
 * small but never overtakes the push that left before it, so it takes as long.
 */
export const CLUSTER_TIMES = {
  pushTransfer: 1_000_000 + 64 + 8 * PARAMETERS,
  requestTransfer: 1_000_000 + 64 + 8 * PARAMETERS,
  answerTransfer: 1_000_000 + 64 + 8 * PARAMETERS,
  pushService: 20_000,
  pullService: 10_000,
} as const;

/** The same for row 5: the more machines, the shorter the services, so that the server is as busy. */
export const MILLION_TIMES = (workers: number) => ({
  ...CLUSTER_TIMES,
  pushService: 200_000_000 / workers,
  pullService: 100_000_000 / workers,
});

/** Row 5: a million machines under asp. `workers`: a divisor of 10^8. */
export function millionScenario({ workers, clocks }: Omit<ClusterSize, 'drawn'>): Scenario {
  const { cluster, ...scenario } = clusterScenario({ workers, clocks, drawn: false });
  const { pushService, pullService } = MILLION_TIMES(workers);
  return {
    ...scenario,
    cluster: {
      ...cluster,
      servers: { ...cluster.servers, perPush: pushService / 1e9, perPull: pullService / 1e9 },
    },
    algorithms: [{ name: 'asp', label: 'asp', protocol: 'asp', rule: 'sum' }],
  };
}

/** The scenario, as the scenario checker would hand it on. A clock takes a second in the mean. */
export function clusterScenario({ workers, clocks, drawn }: ClusterSize): Scenario {
  const factor = { lognormal: { median: 1, sigma: 0.3 } };
  return {
    name: 'cluster',
    description: '',
    seed: 1,
    replications: 1,
    cluster: {
      workers: [{ count: workers, speed: { lognormal: { median: 1, sigma: 0.2 } } }],
      servers: { count: 1, perPush: 20e-6, perPull: 10e-6, perValue: 0 },
      network: {
        ...{ latency: 1e-3, bandwidth: 1e9, contention: 'none' },
        ...{ headerBytes: 64, valueBytes: 8, indexBytes: 4 },
      },
      stragglers: drawn ? [{ kind: 'per-clock', affects: ['compute'], factor }] : [],
    },
    workload: {
      model: 'none',
      parameters: PARAMETERS,
      batchesPerClock: 1,
      computeTime: { perBatch: 1, perExample: 0, perNonzero: 0 },
    },
    stop: { maxClocks: clocks },
    algorithms: [
      {
        ...{ name: 'ssp', label: 'ssp', protocol: 'ssp', rule: 'sum' },
        ...{ staleness: STALENESS, pullRule: 'strict', pull: 'when-needed' },
      },
    ],
  };
}

import fc from 'fast-check';
import type { Variate } from '../../base/options.ts';
import type { ClusterSpec, NetworkSpec, ServersSpec, WorkerGroup } from '../../scenarios/scenario.ts';
import { asksForLevel, type StragglerDraft, stragglerDrafts, stragglersOf } from './stragglers.ts';
import { topologies } from './topologies.ts';
import { boundedVariates, distributionsOf, multiples, oneOf, variates } from './variates.ts';

/** A millisecond: the scale of all durations in a trial. */
export const MILLISECOND = 1e-3;

/** Constraints on clusters. */
export interface ClusterChoices {
  /** Most workers; default 8. */
  readonly maxWorkers?: number;
  /** Fewest workers; default 1. */
  readonly minWorkers?: number;
  /** Most server shards; default 3. */
  readonly maxShards?: number;
  /** Fewest server shards, if there are as many features; default 1. */
  readonly minShards?: number;
  /**
   * `any`: drawn speeds, latencies, bandwidths and service times. `quiet`: one latency for all messages and no service time, so
   * that pulls released together are answered together.
   */
  readonly traffic?: 'any' | 'quiet';
  /** Whether there may be stragglers; default: yes. */
  readonly stragglers?: boolean;
}

/** Clusters; they shrink to the fewest equal workers, one shard, no latency, no service time and no stragglers. */
export function clusters(choices: ClusterChoices = {}): fc.Arbitrary<ClusterSpec> {
  const { minWorkers = 1, maxWorkers = 8, traffic = 'any', stragglers = true } = choices;
  return fc
    .record({
      workers: workerGroups(minWorkers, maxWorkers),
      servers: traffic === 'any' ? servers(choices) : quietServers(choices),
      network: traffic === 'any' ? networks : quietNetworks,
      ends: traffic === 'any' ? ends : fc.constant<Ends>({ bandwidths: [], latency: undefined }),
      stragglers: stragglers
        ? fc.array(stragglerDrafts, { maxLength: 3 })
        : fc.constant<StragglerDraft[]>([]),
    })
    .map(({ stragglers: drafts, workers, ends, ...cluster }) => {
      const entries = stragglersOf(drafts, workerCountOf({ workers }));
      const undrawn = asksForLevel(entries) ? workers.map(withoutChance) : workers;
      return withEnds({ ...cluster, workers: undrawn, stragglers: entries }, ends);
    });
}

/** Gives a group a fixed speed. */
function withoutChance({ count, speed }: WorkerGroup): WorkerGroup {
  return { count, speed: typeof speed === 'number' ? speed : 1 };
}

/** Returns the number of workers. */
export function workerCountOf({ workers }: Pick<ClusterSpec, 'workers'>): number {
  return workers.reduce((sum, { count }) => sum + count, 0);
}

/** Up to three groups of machines, `least` to `most` workers in all. */
function workerGroups(least: number, most: number): fc.Arbitrary<readonly WorkerGroup[]> {
  const cuts = fc.array(fc.integer({ min: 1, max: most }), { maxLength: 2 });
  const speed = boundedVariates(1);
  const speeds = fc.tuple(speed, speed, speed);
  return fc.record({ count: oneOf(least, most), cuts, speeds }).map((draft) => {
    const { count } = draft;
    const bounds = [0, ...draft.cuts.filter((cut) => cut < count), count];
    const ends = [...new Set(bounds)].sort((a, b) => a - b);
    return ends.slice(1).map((end, group) => ({ count: end - ends[group]!, speed: draft.speeds[group]! }));
  });
}

const sizes = {
  headerBytes: fc.constant(64),
  valueBytes: fc.constant(8),
  indexBytes: fc.constant(4),
};

const rates = fc.oneof(multiples(1e6, 1, 4), distributionsOf(1e6));

const uncontended = fc.record({
  latency: variates(MILLISECOND),
  bandwidth: fc.oneof({ withCrossShrink: true }, fc.constant('unlimited' as const), rates),
  contention: fc.constant('none' as const),
  ...sizes,
});

/** Networks of drawn latency and bandwidth, on some of which messages meet; they shrink to one without any of that. */
export const networks: fc.Arbitrary<NetworkSpec> = fc.oneof(
  { withCrossShrink: true },
  { weight: 2, arbitrary: uncontended },
  { weight: 1, arbitrary: contendedNetworks() },
);

/** Networks with contention; they shrink to cards that send one message at a time. */
export function contendedNetworks(): fc.Arbitrary<NetworkSpec> {
  return fc
    .record({
      latency: variates(MILLISECOND),
      bandwidth: multiples(1e5, 1, 8),
      contention: fc.constantFrom('nic' as const, 'fair-share' as const, 'fair-share' as const),
      topology: topologies,
      ...sizes,
    })
    .map(({ topology, ...network }) =>
      network.contention === 'nic' || topology.kind === 'star' ? network : { ...network, topology },
    );
}

const quietNetworks: fc.Arbitrary<NetworkSpec> = fc.record({
  latency: multiples(MILLISECOND, 1, 8),
  bandwidth: fc.constant('unlimited' as const),
  contention: fc.constant('none' as const),
  ...sizes,
});

/** Network settings of single machines: bandwidths of the first groups of workers and of the servers, a latency of the first group. */
interface Ends {
  readonly bandwidths: readonly (number | 'unlimited')[];
  readonly latency: Variate | undefined;
}

const ends: fc.Arbitrary<Ends> = fc.record({
  bandwidths: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc.array(fc.oneof(multiples(1e5, 1, 8), fc.constant('unlimited' as const)), {
        maxLength: 3,
      }),
    },
  ),
  latency: fc.option(variates(MILLISECOND), { nil: undefined, freq: 3 }),
});

function withEnds(cluster: ClusterSpec, { bandwidths: [servers, ...groups], latency }: Ends): ClusterSpec {
  const workers = cluster.workers.map((group, k) => ({
    ...group,
    ...(groups[k] !== undefined && { bandwidth: groups[k] }),
    ...(k === 0 && latency !== undefined && { latency }),
  }));
  return {
    ...cluster,
    workers,
    servers: { ...cluster.servers, ...(servers !== undefined && { bandwidth: servers }) },
  };
}

function servers({ minShards = 1, maxShards = 3 }: ClusterChoices): fc.Arbitrary<ServersSpec> {
  const time = variates(MILLISECOND / 4);
  const count = oneOf(minShards, maxShards);
  return fc.record({ count, perPush: time, perPull: time, perValue: variates(MILLISECOND / 32) });
}

function quietServers({ minShards = 1, maxShards = 3 }: ClusterChoices): fc.Arbitrary<ServersSpec> {
  const none = fc.constant(0);
  return fc.record({
    count: oneOf(minShards, maxShards),
    perPush: none,
    perPull: none,
    perValue: none,
  });
}

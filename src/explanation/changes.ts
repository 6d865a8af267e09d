import type { TopologyOptions } from '../cluster-model/topologies/layout.ts';
import type { ClusterSpec } from '../scenarios/scenario.ts';
import { linksOf, type Prepared } from '../simulation/index.ts';
import { entriesSparing, entriesWithout } from './replaced-work.ts';

/**
 * A cluster that is another in one respect. What was drawn stays as it was drawn, a delay that was solved for included: the same machines,
 * stragglers, faults and examples meet, but for what is taken away.
 */
export type Change = (prepared: Prepared) => Prepared;

/** Without the straggler entry at `index`; the clocks that it replays become the mean of the fastest recorded worker. */
export function withoutEntry(index: number): Change {
  return (prepared) => ({ ...prepared, stragglers: entriesWithout(prepared, (k) => k === index) });
}

/** Without any stragglers; replayed clocks become the mean of the fastest recorded worker. */
export const withoutStragglers: Change = (prepared) => ({
  ...prepared,
  stragglers: entriesWithout(prepared, () => true),
});

/** Nothing slows down `worker` beyond its machine. */
export function withoutStragglersOf(worker: number): Change {
  return (prepared) => ({ ...prepared, stragglers: entriesSparing(prepared, worker) });
}

/** Workers `first` to `last` have the fastest machine that there is. */
export function fastMachines(first: number, last: number): Change {
  return (prepared) => {
    const speeds = prepared.speeds.slice();
    speeds.fill(fastestOf(prepared), first, last + 1);
    return { ...prepared, speeds };
  };
}

/** The largest of all speeds. */
export function fastestOf({ speeds }: Prepared): number {
  return speeds.reduce((most, speed) => Math.max(most, speed), 0);
}

/** Every card and every link between cards is twice as wide. */
export const twiceTheBandwidth: Change = (prepared) => {
  const { scenario, cards, streams } = prepared;
  const { topology } = scenario.cluster.network;
  const doubled = (bandwidths: Float64Array) => bandwidths.map((bandwidth) => 2 * bandwidth);
  const wide = { workers: doubled(cards.workers), shards: doubled(cards.shards) };
  const network = { ...scenario.cluster.network, ...(topology && { topology: twiceAsWide(topology) }) };
  const changed = withCluster(prepared, { network });
  return { ...changed, cards: wide, links: linksOf(scenario.cluster, wide, streams, 2) };
};

/** Messages take no time but that of their bytes. */
export const withoutLatency: Change = (prepared) => {
  const { cluster } = prepared.scenario;
  const changed = withCluster(prepared, {
    network: { ...cluster.network, latency: 0 },
    workers: cluster.workers.map(({ latency: _, ...group }) => group),
  });
  return { ...changed, links: linksOf(changed.scenario.cluster, prepared.cards, prepared.streams) };
};

/** Server shards serve in no time. */
export const instantServers: Change = (prepared) => {
  const { servers } = prepared.scenario.cluster;
  return withCluster(prepared, { servers: { ...servers, perPush: 0, perPull: 0, perValue: 0 } });
};

/** Nothing fails. */
export const withoutFaults: Change = (prepared) => ({ ...prepared, faults: [] });

function withCluster(prepared: Prepared, changed: Partial<ClusterSpec>): Prepared {
  const { scenario } = prepared;
  return { ...prepared, scenario: { ...scenario, cluster: { ...scenario.cluster, ...changed } } };
}

/** An oversubscription is a ratio to the cards, which are twice as wide themselves. */
function twiceAsWide(topology: TopologyOptions): TopologyOptions {
  if (topology.kind === 'star') return topology;
  if (topology.kind === 'tree') {
    const { uplink } = topology;
    return uplink === undefined ? topology : { ...topology, uplink: 2 * uplink };
  }
  const links = topology.links.map((link) => ({ ...link, bandwidth: 2 * link.bandwidth }));
  return { ...topology, links };
}

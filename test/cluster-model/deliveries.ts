import { FairShareNetwork } from '../../src/cluster-model/fair-share-network.ts';
import { MessageKind, Messages } from '../../src/cluster-model/messages.ts';
import { Links, type Network, type NetworkParts } from '../../src/cluster-model/network.ts';
import { NicNetwork } from '../../src/cluster-model/nic-network.ts';
import type { StragglerSet } from '../../src/cluster-model/straggler-set.ts';
import type { TopologyOptions } from '../../src/cluster-model/topologies/layout.ts';
import { Topology } from '../../src/cluster-model/topologies/topology.ts';
import { Engine } from '../../src/engine/engine.ts';
import type { SimTime } from '../../src/engine/time.ts';
import { Streams } from '../../src/random/streams.ts';
import { nobody } from './models.ts';

/** A message to be sent. Times in nanoseconds; a push of worker 0 to shard 0 where nothing else is said. */
export interface Sent {
  readonly at: number;
  readonly bytes: number;
  readonly kind?: MessageKind;
  readonly worker?: number;
  readonly shard?: number;
}

/** Bytes per second of the cards of each worker and each shard; Infinity: unlimited. */
export interface Cluster {
  readonly workers: readonly number[];
  readonly shards: readonly number[];
  /** Seconds. */
  readonly latency?: number;
  readonly stragglers?: StragglerSet;
}

/** When messages arrive that are sent over cards that take turns: by number of the message, in the order of `sent`. */
export function byTurns(cluster: Cluster, sent: readonly Sent[]): number[] {
  return deliver(cluster, sent, (parts) => new NicNetwork(parts));
}

/** The same where they share, over a star or another topology. */
export function byShares(
  cluster: Cluster,
  sent: readonly Sent[],
  topology: TopologyOptions = { kind: 'star' },
): number[] {
  return deliver(cluster, sent, (parts) => new FairShareNetwork(parts, new Topology(topology, parts.cards)));
}

function deliver(
  { workers, shards, latency = 0, stragglers = nobody(workers.length) }: Cluster,
  sent: readonly Sent[],
  networkOf: (parts: NetworkParts) => Network,
): number[] {
  const [arrived, stepped, leaving] = [0, 1, 2];
  const arrivals = new Array<number>(sent.length);
  const engine: Engine = new Engine((kind, subject) => {
    if (kind === leaving) network.send(subject);
    else if (kind === stepped) network.step!(subject);
    else arrivals[subject] = engine.now;
  });
  const cards = { workers: Float64Array.from(workers), shards: Float64Array.from(shards) };
  const ends = { cards, latencies: [undefined], groups: new Uint32Array(workers.length) };
  const links = new Links({ latency, bandwidth: 'unlimited' }, new Streams(1, 1), ends);
  const messages = new Messages();
  const parts = { engine, messages, links, cards, stragglers, arrivalKind: arrived!, stepKind: stepped! };
  const network = networkOf(parts);
  for (const { at, bytes, kind = MessageKind.push, worker = 0, shard = 0 } of sent) {
    const message = messages.add(kind, worker, shard, 0);
    messages.bytes[message] = bytes;
    engine.scheduleAt(at as SimTime, leaving!, message);
  }
  engine.advance(Number.POSITIVE_INFINITY);
  return arrivals;
}

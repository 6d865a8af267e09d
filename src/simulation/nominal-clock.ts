import type { Variate } from '../base/options.ts';
import type { Registry } from '../base/registry.ts';
import { MessageKind } from '../cluster-model/messages.ts';
import type { Links } from '../cluster-model/network.ts';
import { type StragglerEntry, StragglerSet } from '../cluster-model/straggler-set.ts';
import type { DistributionDefinition } from '../random/distributions/distribution.ts';
import { distributionOf } from '../random/variate.ts';
import type { ServersSpec } from '../scenarios/scenario.ts';
import type { MessageSize, WireFormat } from './wire-format.ts';

/** What a worker's clock 0 costs, before anything is computed. */
export interface FirstClock {
  /** Seconds on the reference machine. */
  readonly work: number;
  /** What it pushes to each server shard, and what it pulls from each. */
  readonly pushes: readonly MessageSize[];
  readonly answers: readonly MessageSize[];
}

/** The cluster as far as it is known before stragglers of `heterogeneity` are. */
export interface NominalCluster {
  readonly speeds: Float64Array;
  readonly links: Links;
  readonly servers: ServersSpec;
  readonly wire: WireFormat;
  readonly stragglers: readonly StragglerEntry[];
  /** What the service times may name; ours by default. */
  readonly distributions?: Registry<DistributionDefinition>;
}

/**
 * Seconds that each worker's clock 0 takes, computing plus communicating without waiting: the work at its machine's speed with
 * the slow-downs and delays that last, then a push and a pull that meet nobody, at mean latency, bandwidth and service.
 */
export function nominalClockSeconds(
  cluster: NominalCluster,
  firstClockOf: (worker: number) => FirstClock,
): Float64Array {
  const { speeds, stragglers } = cluster;
  const compute = new StragglerSet(speeds.length, stragglers, 'compute');
  const network = new StragglerSet(speeds.length, stragglers, 'network');
  return speeds.map((speed, worker) => {
    const clock = firstClockOf(worker);
    const recorded = compute.lastingSeconds(worker);
    const factor = compute.lastingFactor(worker);
    const work = recorded === undefined ? (clock.work * factor) / speed : recorded * factor;
    return work + compute.lastingDelay(worker) + pullSeconds(cluster, worker, clock, network);
  });
}

/** From the leaving of push and pull request to the last answer. The request cannot overtake the push. */
function pullSeconds(
  { links, servers, wire, distributions }: NominalCluster,
  worker: number,
  clock: FirstClock,
  network: StragglerSet,
): number {
  const factor = network.lastingFactor(worker);
  const transits = 2 * network.lastingTransit(worker);
  const meanOf = (time: Variate) => distributionOf(time, distributions).mean;
  const perValue = meanOf(servers.perValue);
  const service = meanOf(servers.perPush) + meanOf(servers.perPull);
  let slowest = 0;
  for (let shard = 0; shard < servers.count; shard++) {
    const push = clock.pushes[shard]!;
    const answer = clock.answers[shard]!;
    const request = links.meanTransferSeconds(MessageKind.pullRequest, worker, shard, wire.headerBytes);
    const up = Math.max(links.meanTransferSeconds(MessageKind.push, worker, shard, push.bytes), request);
    const down = links.meanTransferSeconds(MessageKind.answer, worker, shard, answer.bytes);
    const seconds = (up + down + transits) * factor + service + perValue * (push.values + answer.values);
    if (seconds > slowest) slowest = seconds;
  }
  return slowest;
}

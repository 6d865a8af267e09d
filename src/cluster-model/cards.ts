import type { Variate } from '../base/options.ts';
import type { Streams } from '../random/streams.ts';
import { samplerOf } from '../random/variate.ts';

/**
 * The network cards of a cluster: bytes per second at which each sends, and at which it receives at the same time. Infinity: unlimited;
 * NaN: what the network's bandwidth is drawn to be for each message.
 */
export interface Cards {
  /** [workers] */
  readonly workers: Float64Array;
  /** [shards] */
  readonly shards: Float64Array;
}

/** Bytes per second; a distribution of a machine's own is drawn from once per machine. */
export type Bandwidth = Variate | 'unlimited';

/** The parts of a cluster that say how fast its cards are. */
export interface CardOptions {
  readonly workers: readonly { readonly count: number; readonly bandwidth?: Bandwidth }[];
  readonly servers: { readonly count: number; readonly bandwidth?: Bandwidth };
  readonly network: { readonly bandwidth: Bandwidth };
}

/** The cards of a cluster: those that groups of machines have of their own, and the network's bandwidth for all others. */
export function drawCards({ workers, servers, network }: CardOptions, streams: Streams): Cards {
  const others = typeof network.bandwidth === 'object' ? Number.NaN : network.bandwidth;
  const draw = (bandwidth: Bandwidth, purpose: string, first: number, count: number) => {
    if (bandwidth === 'unlimited') return new Array<number>(count).fill(Number.POSITIVE_INFINITY);
    const sampler = samplerOf(bandwidth, streams.stream(purpose));
    return Array.from({ length: count }, (_, k) => sampler.draw(first + k, 0));
  };
  let first = 0;
  const drawn = workers.map(({ count, bandwidth = others }, group) => {
    first += count;
    return draw(bandwidth, `card/workers/${group}`, first - count, count);
  });
  return {
    workers: Float64Array.from(drawn.flat()),
    shards: Float64Array.from(draw(servers.bandwidth ?? others, 'card/servers', 0, servers.count)),
  };
}

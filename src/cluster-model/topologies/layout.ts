/** What stands between the machines of a cluster (`network.topology`). */
export type TopologyOptions = StarOptions | TreeOptions | LinksOptions;

/** One switch that is never in the way. */
export interface StarOptions {
  readonly kind: 'star';
}

/** Racks, each with a switch that is never in the way and an uplink from there to a core that is never in the way either. */
export interface TreeOptions {
  readonly kind: 'tree';
  readonly racks: number;
  /** What the cards of a rack can send together over what its uplink can; either this or `uplink`. */
  readonly oversubscription?: number;
  /** Bytes per second of every uplink, each way. */
  readonly uplink?: number;
  /** Where the servers are: dealt out to the racks, or in a rack of their own. */
  readonly servers: 'spread' | 'apart';
}

/** Links one by one, and who goes over which. */
export interface LinksOptions {
  readonly kind: 'links';
  readonly links: readonly LinkOptions[];
  /** The first that matches counts; whom none matches crosses the cards alone. */
  readonly routes: readonly RouteOptions[];
}

export interface LinkOptions {
  readonly name: string;
  /** Bytes per second: each way (`full`), or both together (`half`). */
  readonly bandwidth: number;
  readonly duplex: 'full' | 'half';
}

export interface RouteOptions {
  /** Indices of workers and server shards; all where not given. */
  readonly workers?: readonly number[];
  readonly servers?: readonly number[];
  /** Names of links. */
  readonly via: readonly string[];
}

/** The links that a topology has besides the cards. */
export interface Layout {
  /** Bytes per second. */
  readonly capacities: readonly number[];
  /** The most of them that a message crosses. */
  readonly maxHops: number;
  /** Those that a message crosses from a worker to a shard, or from the shard to the worker (`down`). They are distinct. */
  between(worker: number, shard: number, down: boolean): readonly number[];
}

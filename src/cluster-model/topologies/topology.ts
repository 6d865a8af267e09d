import type { Cards } from '../cards.ts';
import type { Layout, TopologyOptions } from './layout.ts';
import { linksLayout } from './links.ts';
import { treeLayout } from './tree.ts';

/** All links of a cluster: each card sends, and receives at the same time, at its bandwidth; and what the layout has between them. */
export class Topology {
  /**
   * Bytes per second of each link. Worker w sends over link w and receives over M + w, shard s sends over 2M + s and receives over
   * 2M + S + s; then come the links of the layout.
   */
  readonly capacities: Float64Array;
  /** The most links that a message crosses. */
  readonly maxHops: number;
  readonly #layout: Layout;
  readonly #workers: number;
  readonly #shards: number;

  constructor(options: TopologyOptions, cards: Cards) {
    this.#layout = layoutOf(options, cards);
    this.#workers = cards.workers.length;
    this.#shards = cards.shards.length;
    this.maxHops = 2 + this.#layout.maxHops;
    const cardLinks = 2 * (this.#workers + this.#shards);
    this.capacities = new Float64Array(cardLinks + this.#layout.capacities.length);
    this.capacities.set(cards.workers);
    this.capacities.set(cards.workers, this.#workers);
    this.capacities.set(cards.shards, 2 * this.#workers);
    this.capacities.set(cards.shards, 2 * this.#workers + this.#shards);
    this.capacities.set(this.#layout.capacities, cardLinks);
  }

  /**
   * Writes into `route` the links of limited capacity that a message crosses from `worker` to `shard`, or back (`down`). Returns
   * how many they are. route: [maxHops]
   */
  route(route: Int32Array, worker: number, shard: number, down: boolean): number {
    const workers = this.#workers;
    const shards = this.#shards;
    let count = 0;
    count = this.#cross(route, count, down ? 2 * workers + shard : worker);
    for (const link of this.#layout.between(worker, shard, down)) {
      count = this.#cross(route, count, 2 * (workers + shards) + link);
    }
    return this.#cross(route, count, down ? workers + worker : 2 * workers + shards + shard);
  }

  #cross(route: Int32Array, count: number, link: number): number {
    if (this.capacities[link]! === Number.POSITIVE_INFINITY) return count;
    route[count] = link;
    return count + 1;
  }
}

const STAR: Layout = { capacities: [], maxHops: 0, between: () => [] };

function layoutOf(options: TopologyOptions, cards: Cards): Layout {
  switch (options.kind) {
    case 'star':
      return STAR;
    case 'tree':
      return treeLayout(options, cards);
    case 'links':
      return linksLayout(options, cards);
  }
}

import type { Cards } from '../cards.ts';
import type { Layout, TreeOptions } from './layout.ts';

/**
 * Two levels: worker w of M is in rack ⌊w·R/M⌋ of R. Servers are dealt out, shard s to rack s mod R, or have rack R for themselves.
 * Messages within a rack stay there; others cross its uplink and that of the rack of the receiver. Rack r sends over link 2r and receives
 * over link 2r + 1.
 */
export function treeLayout({ racks, oversubscription, uplink, servers }: TreeOptions, cards: Cards): Layout {
  const rackOfWorker = cards.workers.map((_, worker) => Math.floor((worker * racks) / cards.workers.length));
  const rackOfShard = cards.shards.map((_, shard) => (servers === 'apart' ? racks : shard % racks));
  const count = racks + (servers === 'apart' ? 1 : 0);
  const sums = new Array<number>(count).fill(0);
  cards.workers.forEach((bandwidth, worker) => {
    sums[rackOfWorker[worker]!]! += bandwidth;
  });
  cards.shards.forEach((bandwidth, shard) => {
    sums[rackOfShard[shard]!]! += bandwidth;
  });
  const routes = Array.from({ length: count * count }, (_, pair) => {
    const [from, to] = [Math.floor(pair / count), pair % count];
    return from === to ? [] : [2 * from, 2 * to + 1];
  });
  return {
    capacities: sums.map((sum) => uplink ?? sum / oversubscription!).flatMap((each) => [each, each]),
    maxHops: 2,
    between: (worker, shard, down) => {
      const a = rackOfWorker[worker]!;
      const b = rackOfShard[shard]!;
      return routes[down ? b * count + a : a * count + b]!;
    },
  };
}

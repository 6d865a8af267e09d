import type { Cards } from '../cards.ts';
import type { Layout, LinksOptions } from './layout.ts';

/** Link l carries what goes to servers as link 2l and what comes from them as link 2l + 1; a half-duplex one carries both as 2l. */
export function linksLayout({ links, routes }: LinksOptions, { workers, shards }: Cards): Layout {
  const numbers = new Map(links.map(({ name }, link) => [name, link]));
  const up = routes.map(({ via }) => via.map((name) => 2 * numbers.get(name)!));
  const down = up.map((crossed) =>
    crossed.map((link) => (links[link / 2]!.duplex === 'half' ? link : link + 1)),
  );
  const none = routes.length;
  // Filled from the last route on, so that the first that matches stays.
  const routeOf = new Uint32Array(workers.length * shards.length).fill(none);
  for (let k = routes.length - 1; k >= 0; k--) {
    const route = routes[k]!;
    for (const worker of route.workers ?? workers.keys()) {
      for (const shard of route.servers ?? shards.keys()) routeOf[worker * shards.length + shard] = k;
    }
  }
  up.push([]);
  down.push([]);
  return {
    capacities: links.flatMap(({ bandwidth }) => [bandwidth, bandwidth]),
    maxHops: Math.max(...up.map(({ length }) => length)),
    between: (worker, shard, isDown) => (isDown ? down : up)[routeOf[worker * shards.length + shard]!]!,
  };
}

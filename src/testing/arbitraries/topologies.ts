import fc from 'fast-check';
import type { NetworkSpec } from '../../scenarios/scenario.ts';
import { multiples, oneOf } from './variates.ts';

/** The links between the network cards of a cluster. */
type TopologySpec = NonNullable<NetworkSpec['topology']>;

const bandwidth = multiples(1e5, 1, 8);

const trees: fc.Arbitrary<TopologySpec> = fc
  .record({
    racks: oneOf(1, 3),
    uplink: fc.oneof(
      fc.record({ oversubscription: fc.constantFrom(0.5, 1, 2, 4) }),
      fc.record({ uplink: bandwidth }),
    ),
    servers: fc.constantFrom('spread' as const, 'apart' as const),
  })
  .map(({ uplink, ...tree }) => ({ kind: 'tree', ...tree, ...uplink }));

const duplex = fc.constantFrom('full' as const, 'half' as const);

/** Two links, and optional routes of worker 0, of server 0, and of all. */
const explicit: fc.Arbitrary<TopologySpec> = fc
  .record({
    links: fc.tuple(
      fc.record({ name: fc.constant('near'), bandwidth, duplex }),
      fc.record({ name: fc.constant('far'), bandwidth, duplex }),
    ),
    ends: fc.subarray([{ workers: [0] }, { servers: [0] }, {}]),
    via: fc.array(fc.constantFrom(['near'], ['far'], ['near', 'far'], []), { minLength: 3, maxLength: 3 }),
  })
  .map(({ links, ends, via }) => ({
    kind: 'links',
    links,
    routes: ends.map((end, k) => ({ ...end, via: via[k]! })),
  }));

/** Topologies; they shrink to none. */
export const topologies: fc.Arbitrary<TopologySpec> = fc.oneof(
  { withCrossShrink: true },
  fc.constant({ kind: 'star' as const }),
  trees,
  explicit,
);

import type { Catalogue } from '../scenarios/catalogue.ts';
import type { AlgorithmSpec } from '../scenarios/scenario.ts';
import type { Prepared } from '../simulation/index.ts';
import {
  type Change,
  fastestOf,
  fastMachines,
  instantServers,
  twiceTheBandwidth,
  withoutEntry,
  withoutFaults,
  withoutLatency,
  withoutStragglers,
  withoutStragglersOf,
} from './changes.ts';
import type { CriticalPath } from './critical-path.ts';

/** A question that a run with the same chance answers: what would have happened, if. */
export interface WhatIf {
  /** `without worker 7's slow-down`. */
  readonly name: string;
  readonly change?: Change;
  readonly algorithm?: AlgorithmSpec;
}

/** Workers that are looked at one by one. */
const MOST_WORKERS = 3;

/** Bounds that are tried in place of an algorithm's own. */
const BOUNDS = [1, 5, 10];

/**
 * What could be asked of an algorithm on a cluster: whatever costs it time goes away, one thing at a time. Only workers that every replication slows
 * down are asked about by name.
 */
export function whatIfsFor(
  prepared: Prepared,
  algorithm: AlgorithmSpec,
  path: CriticalPath,
  { protocols }: Catalogue,
  replications: number,
): readonly WhatIf[] {
  const hasBound = 'staleness' in protocols.get(algorithm.protocol).options;
  return [
    ...stragglerWhatIfs(prepared, path, replications),
    ...machineWhatIfs(prepared),
    ...networkWhatIfs(prepared),
    ...serverWhatIfs(prepared),
    ...(prepared.faults.length > 0 ? [{ name: 'without faults', change: withoutFaults }] : []),
    ...(hasBound ? boundWhatIfs(algorithm) : []),
  ];
}

function stragglerWhatIfs(prepared: Prepared, path: CriticalPath, replications: number): readonly WhatIf[] {
  const { stragglers } = prepared.scenario.cluster;
  if (stragglers.length === 0) return [];
  const isLasting = replications === 1 || stragglers.every(({ fraction }) => fraction === undefined);
  const slowed = isLasting ? workersSlowed(path) : [];
  const isOne = prepared.stragglers.every(({ hits }) =>
    hits.every((hit, worker) => hit === 0 || worker === slowed[0]),
  );
  return [
    ...(isOne && slowed.length === 1 ? [] : [{ name: 'without stragglers', change: withoutStragglers }]),
    ...(stragglers.length === 1
      ? []
      : stragglers.map(({ kind }, index) => ({
          name: `without stragglers[${index}] (${kind})`,
          change: withoutEntry(index),
        }))),
    ...slowed.map((worker) => ({
      name: `without worker ${worker}'s slow-down`,
      change: withoutStragglersOf(worker),
    })),
  ];
}

/** Those whose stragglers cost most on the path. */
function workersSlowed({ byWorker }: CriticalPath): readonly number[] {
  return [...byWorker.keys()]
    .filter((worker) => byWorker[worker]!.straggler > 0)
    .sort((a, b) => byWorker[b]!.straggler - byWorker[a]!.straggler || a - b)
    .slice(0, MOST_WORKERS);
}

function machineWhatIfs(prepared: Prepared): readonly WhatIf[] {
  const { speeds, scenario } = prepared;
  const fastest = fastestOf(prepared);
  if (speeds.every((speed) => speed === fastest)) return [];
  const slow = groupsOf(scenario.cluster.workers).filter(({ first, last }) =>
    speeds.subarray(first, last + 1).some((speed) => speed < fastest),
  );
  const equal = { name: 'all machines as fast as the fastest', change: fastMachines(0, speeds.length - 1) };
  if (slow.length === 1) return [equal];
  return [
    equal,
    ...slow.map(({ first, last }) => ({
      name: `${workersInWords(first, last)} as fast as the fastest`,
      change: fastMachines(first, last),
    })),
  ];
}

/** The workers of each group, first and last. */
export function groupsOf(
  groups: readonly { readonly count: number }[],
): readonly { readonly first: number; readonly last: number }[] {
  let first = 0;
  return groups.map(({ count }) => {
    first += count;
    return { first: first - count, last: first - 1 };
  });
}

/** `worker 3`, or `workers 3 to 7`. */
export function workersInWords(first: number, last: number): string {
  return first === last ? `worker ${first}` : `workers ${first} to ${last}`;
}

function networkWhatIfs({ scenario, cards }: Prepared): readonly WhatIf[] {
  const { network, workers } = scenario.cluster;
  const isLimited = [...cards.workers, ...cards.shards].some((bandwidth) => bandwidth !== Infinity);
  const isLate = [network.latency, ...workers.map(({ latency = 0 }) => latency)].some((time) => time !== 0);
  return [
    ...(isLimited ? [{ name: 'twice the bandwidth', change: twiceTheBandwidth }] : []),
    ...(isLate ? [{ name: 'no latency', change: withoutLatency }] : []),
  ];
}

function serverWhatIfs({ scenario }: Prepared): readonly WhatIf[] {
  const { perPush, perPull, perValue } = scenario.cluster.servers;
  if ([perPush, perPull, perValue].every((time) => time === 0)) return [];
  return [{ name: 'servers that take no time', change: instantServers }];
}

function boundWhatIfs(algorithm: AlgorithmSpec): readonly WhatIf[] {
  return BOUNDS.filter((staleness) => staleness !== algorithm.staleness).map((staleness) => ({
    name: `s = ${staleness}`,
    algorithm: { ...algorithm, staleness },
  }));
}

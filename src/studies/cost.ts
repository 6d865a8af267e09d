import type { ClusterSpec, UpkeepSpec } from '../scenarios/scenario.ts';
import type { RunResult } from '../simulation/run-result.ts';

/** What a run came to; undefined where the scenario gives no price, or no power. */
export interface Cost {
  readonly dollars: number | undefined;
  readonly joules: number | undefined;
}

/**
 * Cost of a run to the moment that ended it. Dollars: every machine is paid for from 0 to the end, T, whatever it does: T · Σ price. Joules: a
 * worker draws busyWatts while it computes and idleWatts else, a server shard likewise by its utilisation u:
 * Σ busy · c_m + idle · (T − c_m) + Σ T · (busy · u_s + idle · (1 − u_s)). A key that is absent counts as 0 beside others that are given.
 */
export function costOf(cluster: ClusterSpec, result: Pick<RunResult, 'time' | 'workers' | 'servers'>): Cost {
  const groups: readonly UpkeepSpec[] = [...cluster.workers, cluster.servers];
  const says = (...keys: readonly (keyof UpkeepSpec)[]) =>
    groups.some((group) => keys.some((key) => group[key] !== undefined));
  return {
    dollars: says('price') ? dollarsOf(cluster, result.time / 1e9) : undefined,
    joules: says('busyWatts', 'idleWatts') ? joulesOf(cluster, result) : undefined,
  };
}

function dollarsOf({ workers, servers }: ClusterSpec, seconds: number): number {
  const workerPrices = workers.reduce((sum, { count, price = 0 }) => sum + price * count, 0);
  return (workerPrices + (servers.price ?? 0) * servers.count) * seconds;
}

function joulesOf(
  { workers: groups, servers: shards }: ClusterSpec,
  { time, workers, servers }: Pick<RunResult, 'time' | 'workers' | 'servers'>,
): number {
  let joules = 0;
  let worker = 0;
  for (const { count, ...group } of groups) {
    for (const end = worker + count; worker < end; worker++) {
      joules += energy(group, workers[worker]!.compute / 1e9, time / 1e9);
    }
  }
  for (const { utilisation } of servers) joules += energy(shards, (utilisation * time) / 1e9, time / 1e9);
  return joules;
}

/** Of one machine that is busy for some of the seconds. */
function energy({ busyWatts = 0, idleWatts = 0 }: UpkeepSpec, busy: number, seconds: number): number {
  return busyWatts * busy + idleWatts * (seconds - busy);
}

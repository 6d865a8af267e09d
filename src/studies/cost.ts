import { clusterOf } from '../scenarios/own-system.ts';
import type { ClusterSpec, UpkeepSpec } from '../scenarios/scenario.ts';
import type { RunOutcome, WorkerResult } from '../simulation/run-result.ts';
import type { FinishedRun } from './study-result.ts';

/** The price of a run; undefined where the scenario gives no price, or no power. */
export interface Cost {
  readonly dollars: number | undefined;
  /** The part of `dollars` that was paid for workers while they waited for slower ones. */
  readonly waitDollars: number | undefined;
  readonly joules: number | undefined;
}

/** The part of a result that costs follow from. */
type Spent = Pick<RunOutcome, 'time' | 'workers' | 'servers' | 'faults'>;

/** What a run cost until it ended, by the prices and powers of its scenario. */
export function costOfRun({ plan, result }: FinishedRun): Cost {
  return costOf(clusterOf(plan.point.scenario.cluster, plan.algorithm), result);
}

/**
 * Cost of a run to the moment that ended it. Dollars: a machine is paid for from 0 to the end, T, whatever it does: T · Σ price; with `paid: while-up`
 * not for the time in which it was down. Joules: a worker draws busyWatts while it computes and idleWatts else, a server shard likewise by its utilisation
 * u: Σ busy · c_m + idle · (T − c_m) + Σ T · (busy · u_s + idle · (1 − u_s)). A key that is absent counts as 0 beside others that are given.
 */
export function costOf(cluster: ClusterSpec, result: Spent): Cost {
  const groups: readonly UpkeepSpec[] = [...cluster.workers, cluster.servers];
  const says = (...keys: readonly (keyof UpkeepSpec)[]) =>
    groups.some((group) => keys.some((key) => group[key] !== undefined));
  const paid = says('price');
  return {
    dollars: paid ? dollarsOf(cluster, result) : undefined,
    waitDollars: paid
      ? sumOverWorkers(cluster, result, ({ price = 0 }, { wait }) => price * seconds(wait))
      : undefined,
    joules: says('busyWatts', 'idleWatts') ? joulesOf(cluster, result) : undefined,
  };
}

/** Dollars for a second of all machines. */
export function dollarsPerSecond({ workers, servers }: ClusterSpec): number {
  const workerPrices = workers.reduce((sum, { count, price = 0 }) => sum + price * count, 0);
  return workerPrices + (servers.price ?? 0) * servers.count;
}

function dollarsOf(cluster: ClusterSpec, result: Spent): number {
  return dollarsPerSecond(cluster) * seconds(result.time) - unpaidDollars(cluster, result);
}

/** Not paid for machines that were down and are paid for only while they are up. */
function unpaidDollars(cluster: ClusterSpec, result: Spent): number {
  const unpaid = ({ paid, price = 0 }: UpkeepSpec, down: number) =>
    paid === 'while-up' ? price * seconds(down) : 0;
  const shards = result.faults?.servers ?? [];
  return (
    sumOverWorkers(cluster, result, (group, { down }) => unpaid(group, down)) +
    shards.reduce((sum, { down }) => sum + unpaid(cluster.servers, down), 0)
  );
}

function joulesOf(cluster: ClusterSpec, result: Spent): number {
  const { time, servers } = result;
  const ofWorkers = sumOverWorkers(cluster, result, (group, { compute }) =>
    energy(group, seconds(compute), seconds(time)),
  );
  return servers.reduce(
    (sum, { utilisation }) => sum + energy(cluster.servers, seconds(utilisation * time), seconds(time)),
    ofWorkers,
  );
}

/** Of one machine that is busy for some of the seconds. */
function energy({ busyWatts = 0, idleWatts = 0 }: UpkeepSpec, busy: number, all: number): number {
  return busyWatts * busy + idleWatts * (all - busy);
}

function sumOverWorkers(
  { workers: groups }: ClusterSpec,
  { workers }: Spent,
  ofWorker: (group: UpkeepSpec, worker: WorkerResult) => number,
): number {
  let sum = 0;
  let worker = 0;
  for (const { count, ...group } of groups) {
    for (const end = worker + count; worker < end; worker++) sum += ofWorker(group, workers[worker]!);
  }
  return sum;
}

function seconds(nanoseconds: number): number {
  return nanoseconds / 1e9;
}

import type { AlgorithmSpec, ClusterSpec, ComputeTimeSpec, Scenario } from './scenario.ts';

/** What an algorithm may have of its own where it stands for a system: its servers, and what that system costs beside the mathematics. */
export type OwnSystem = Pick<AlgorithmSpec, 'servers' | 'costs'>;

/** Whether there is any of it. */
export function hasOwnSystem({ servers, costs }: OwnSystem): boolean {
  return servers !== undefined || costs !== undefined;
}

/** The scenario in which an algorithm with servers or costs of its own runs: it has those servers, and computing takes so much longer. */
export function withOwnSystem(scenario: Scenario, system: OwnSystem): Scenario {
  const { cluster, workload } = scenario;
  const computeTime = withCosts(workload.computeTime, system.costs);
  return { ...scenario, cluster: clusterOf(cluster, system), workload: { ...workload, computeTime } };
}

/** The machines of an algorithm. */
export function clusterOf(cluster: ClusterSpec, { servers }: OwnSystem): ClusterSpec {
  return { ...cluster, servers: { ...cluster.servers, ...servers } };
}

function withCosts(given: ComputeTimeSpec, costs: Partial<ComputeTimeSpec> = {}): ComputeTimeSpec {
  const sum = (key: keyof ComputeTimeSpec) => (given[key] ?? 0) + (costs[key] ?? 0);
  return {
    perClock: sum('perClock'),
    perBatch: sum('perBatch'),
    perExample: sum('perExample'),
    perNonzero: sum('perNonzero'),
  };
}

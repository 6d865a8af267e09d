import type { Variate } from '../base/options.ts';
import type { AlgorithmSpec, ClusterSpec, ComputeTimeSpec, ServersSpec, StragglerSpec } from './scenario.ts';

/** Stragglers that multiply what takes time, and add none. */
const STRETCHING = [
  'constant',
  'per-clock',
  'episodes',
  'markov',
  'co-located',
  'warm-up',
  'diurnal',
  'expression',
  'profile',
];

/** Whether a straggler does nothing where there is nothing to multiply. Kinds of plugins may add time. */
export function onlyStretches({ kind }: StragglerSpec): boolean {
  return STRETCHING.includes(kind);
}

/** Whether the work of a clock takes time under some algorithm. */
export function workTakesTime(computeTime: ComputeTimeSpec, algorithms: readonly AlgorithmSpec[]): boolean {
  return [computeTime, ...algorithms.map(({ costs = {} }) => costs)].some((times) =>
    Object.values(times).some((seconds) => seconds > 0),
  );
}

/** Whether messages may take time on their way. */
export function messagesTakeTime({ network, workers, servers }: ClusterSpec): boolean {
  const cards = [network, servers, ...workers].map(({ bandwidth = 'unlimited' }) => bandwidth);
  const latencies = [network.latency, ...workers.map(({ latency }) => latency)];
  return (
    network.topology !== undefined ||
    cards.some((bandwidth) => bandwidth !== 'unlimited') ||
    latencies.some(mayBePositive)
  );
}

/** Whether a server shard may take time for what it serves. */
export function servingTakesTime({ perPush, perPull, perValue }: Partial<ServersSpec>): boolean {
  return [perPush, perPull, perValue].some(mayBePositive);
}

function mayBePositive(time: Variate | undefined): boolean {
  return time !== undefined && time !== 0;
}

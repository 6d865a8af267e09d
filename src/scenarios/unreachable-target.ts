import type { Catalogue } from './catalogue.ts';
import type { Finding } from './problems.ts';
import type { Scenario } from './scenario.ts';

/** Warns of a target below every value that the objective can have: no run will ever reach it. */
export function unreachableTarget({ stop, workload }: Scenario, { models }: Catalogue): Finding[] {
  const { objective } = stop;
  if (objective === undefined || !models.has(workload.model)) return [];
  const { leastLoss } = models.get(workload.model);
  if (leastLoss === undefined || objective >= leastLoss) return [];
  const message = `${objective} is never reached: the objective of ${workload.model} is never below ${leastLoss}`;
  return [{ path: ['stop', 'objective'], message, about: 'value' }];
}

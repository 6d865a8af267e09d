export {
  algorithmDrafts,
  algorithmOf,
  anywhereRules,
  averageRules,
  protocolDrafts,
  sspProtocols,
  stalenessBounds,
} from './arbitraries/algorithms.ts';
export { type ClusterChoices, clusters, MILLISECOND, workerCountOf } from './arbitraries/clusters.ts';
export { type DataDraft, dataDrafts, dataOf } from './arbitraries/data-sets.ts';
export { type FaultChoices, withFaults } from './arbitraries/faults.ts';
export {
  MODELS,
  type ModelName,
  PARTITIONS,
  SMOOTH_MODELS,
  TIMELESS_PARTITIONS,
} from './arbitraries/learning.ts';
export { asksForLevel } from './arbitraries/stragglers.ts';
export { type TrialChoices, timingTrials, trials, withoutMathematics } from './arbitraries/trials.ts';
export { distributionsOf, multiples, oneOf, positiveVariates, variates } from './arbitraries/variates.ts';
export { wholeTrials } from './arbitraries/whole-trials.ts';

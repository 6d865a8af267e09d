export {
  algorithmDrafts,
  algorithmOf,
  anywhereRules,
  averageRules,
  protocolDrafts,
  sspProtocols,
  stalenessBounds,
} from './algorithms.ts';
export { type ClusterChoices, clusters, MILLISECOND, workerCountOf } from './clusters.ts';
export { type DataDraft, dataDrafts, dataOf } from './data-sets.ts';
export {
  MODELS,
  type ModelName,
  PARTITIONS,
  SMOOTH_MODELS,
  TIMELESS_PARTITIONS,
} from './learning.ts';
export { asksForLevel } from './stragglers.ts';
export { type TrialChoices, timingTrials, trials, withoutMathematics } from './trials.ts';
export { distributionsOf, multiples, oneOf, positiveVariates, variates } from './variates.ts';
export { wholeTrials } from './whole-trials.ts';

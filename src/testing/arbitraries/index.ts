export {
  algorithmDrafts,
  algorithmOf,
  anywhereRules,
  averageRules,
  compressedAlgorithms,
  compressionDrafts,
  protocolDrafts,
  roundProtocols,
  sspProtocols,
} from './algorithms.ts';
export { clusters, MILLISECOND, workerCountOf } from './clusters.ts';
export { withFaults } from './faults.ts';
export { type ModelName, SMOOTH_MODELS, TIMELESS_PARTITIONS } from './learning.ts';
export { asksForLevel } from './stragglers.ts';
export { topologies } from './topologies.ts';
export { type TrialChoices, timingTrials, trials } from './trials.ts';
export { multiples, oneOf } from './variates.ts';
export { wholeTrials } from './whole-trials.ts';

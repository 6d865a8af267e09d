/**
 * A test kit for your own protocols and server rules: random scenarios that shrink to small ones, and assertions about runs. It needs
 * fast-check and works with any test runner: an assertion that does not hold throws. docs/write-a-protocol.md shows how to use it.
 *
 * @packageDocumentation
 */

export {
  type Differing,
  type Divergence,
  firstDivergence,
  type Traced,
} from '../explanation/first-divergence.ts';
export { formatEntry } from '../explanation/format-entry.ts';
export type { TraceEntry } from '../explanation/trace-entry.ts';
export { algorithmOf, type PartDraft } from './arbitraries/algorithms.ts';
export { type ClusterChoices, clusters, networks } from './arbitraries/clusters.ts';
export { type ConvergentChoices, convergentTrials } from './arbitraries/convergent-trials.ts';
export type { DataDraft } from './arbitraries/data-sets.ts';
export { type KnownProblem, type KnownProblemChoices, knownProblems } from './arbitraries/known-problems.ts';
export { type ModelName, SMOOTH_MODELS } from './arbitraries/learning.ts';
export { type AlgorithmChoices, algorithmsOf } from './arbitraries/plugin-algorithms.ts';
export { stragglerModels } from './arbitraries/stragglers.ts';
export { type TrialChoices, timingTrials, trials } from './arbitraries/trials.ts';
export { assertConverges, ConditionNotMet, type ConvergesOptions } from './assertions/converges.ts';
export { assertNeverAhead, type Bound } from './assertions/never-ahead.ts';
export { assertSameParameters, assertSameRun } from './assertions/same.ts';
export { assertTimeAccounted } from './assertions/time-accounted.ts';
export { LawBroken } from './compare.ts';
export { type ForAllOptions, forAllRuns } from './for-all.ts';
export type { Plugin } from './plugin.ts';
export { type Run, runTrial } from './run.ts';
export type { Outcome, Trial } from './trial.ts';

/**
 * Laggard as a library: from a scenario to results, without files, threads or a clock, in Node and in a browser.
 *
 * `simulate` makes all runs of a scenario; `Study` makes them in steps. The functions `define…` make what a scenario may name, to be
 * handed over as `register` (or, on the command line, as `--plugin`).
 *
 * @packageDocumentation
 */

export type { Cell } from './base/cell.ts';
export { InputError, type Problem } from './base/errors.ts';
export { InputFiles, type InputFormat } from './base/input-files.ts';
export {
  type Bounds,
  type ChoiceShape,
  type Columns,
  type ColumnsShape,
  choiceOption,
  columnNames,
  columnsOption,
  type Definition,
  type Described,
  type ExpressionShape,
  expressionOption,
  type FileShape,
  type FlagShape,
  fileOption,
  flagOption,
  integerOption,
  integerOrWord,
  type ListShape,
  listOption,
  type NumberShape,
  numberOption,
  type Option,
  type OptionShape,
  type Options,
  optional,
  type Quantity,
  type TextShape,
  textOption,
  type ValuesOf,
  type Variate,
  variateOption,
} from './base/options.ts';
export type { Registry } from './base/registry.ts';
export { SEMANTICS_VERSION } from './base/versions.ts';
export {
  type Checkpoints,
  type ClockHit,
  defineFault,
  type FaultContext,
  type FaultDefinition,
  type FaultModel,
  type MessageLoss,
  type Outage,
} from './cluster-model/faults/fault-model.ts';
export type { WhileBlocking } from './cluster-model/machines.ts';
export { MessageKind } from './cluster-model/messages.ts';
export {
  defineStraggler,
  type RemarkContext,
  type StragglerContext,
  type StragglerDefinition,
  type StragglerModel,
} from './cluster-model/stragglers/straggler-model.ts';
export {
  after,
  type Duration,
  NEVER,
  nanosecondsToSeconds,
  type SimTime,
  START,
  secondsToNanoseconds,
} from './engine/time.ts';
export { type Cause, causes, type Share, type Spending } from './explanation/causes.ts';
export { type CriticalPath, criticalPath } from './explanation/critical-path.ts';
export type { Effect } from './explanation/effect.ts';
export type { EfficiencySplit } from './explanation/efficiency-split.ts';
export type { Explained, ExplainedRun } from './explanation/explained.ts';
export { Explanation, type ExplanationOptions, type ExplanationProgress } from './explanation/explanation.ts';
export { PathRecorder } from './explanation/path-recorder.ts';
export { type Slowed, type Step, type StepKind, startOf } from './explanation/step.ts';
export { type WorkerTime, WorkerTimes } from './explanation/worker-times.ts';
/** cos, exp, log, log1p, pow and sin with the same bits on every engine, unlike those of `Math`. */
export * as elementary from './numerics/elementary.ts';
export {
  type CompressionContext,
  type CompressionDefinition,
  type Compressor,
  defineCompression,
  type Encoding,
} from './optimizers/compression/compression.ts';
export {
  defineLocalOptimizer,
  type LocalOptimizer,
  type LocalOptimizerDefinition,
  type Support,
} from './optimizers/local/local-optimizer.ts';
export { defineSchedule, type Schedule, type ScheduleDefinition } from './optimizers/schedules/schedule.ts';
export {
  defineServerRule,
  type HeldPush,
  type KeptVersions,
  type PushedUpdate,
  type ServerRule,
  type ServerRuleContext,
  type ServerRuleDefinition,
} from './optimizers/server/server-rule.ts';
export {
  defineProtocol,
  type HolderView,
  type Protocol,
  type ProtocolContext,
  type ProtocolDefinition,
  type PullRequest,
  type Push,
  type WorkerView,
} from './protocols/protocol.ts';
export {
  type Distribution,
  type DistributionDefinition,
  defineDistribution,
} from './random/distributions/distribution.ts';
export type { Stream, UniformSequence } from './random/streams.ts';
export { distributionOf, type Sampler, samplerOf } from './random/variate.ts';
export type { HostFacts } from './report/host.ts';
export type { MachineNames } from './report/machine-names.ts';
export type { DataFacts, Fingerprint, ManifestFacts } from './report/manifest.ts';
export { type ResultFile, resultFiles } from './report/result-files.ts';
export { type AlgorithmPreset, defineAlgorithm } from './scenarios/algorithms.ts';
export { builtinCatalogue, type Catalogue } from './scenarios/catalogue.ts';
export { checkScenario } from './scenarios/check-scenario.ts';
export { type AnyDefinition, catalogueWith } from './scenarios/definitions.ts';
export { formatScenario } from './scenarios/format-scenario.ts';
export type { Override } from './scenarios/overrides.ts';
export { type ParsedScenario, type ParseOptions, parseScenario } from './scenarios/parse-scenario.ts';
export type * from './scenarios/scenario.ts';
export type { SweepPoint } from './scenarios/sweep/points.ts';
export type { ReadSweep } from './scenarios/sweep/read-sweep.ts';
export type { ScenarioDocument } from './scenarios/sweep/resolved-document.ts';
export type { FileContents } from './simulation/data-in-memory.ts';
export * from './simulation/index.ts';
export { fastestRuns, speedUpOf } from './studies/comparison.ts';
export type { PlannedRun, Purpose, StudyPoint } from './studies/planned-run.ts';
export type { GivenData } from './studies/preparations.ts';
export { type Simulated, simulate } from './studies/simulate.ts';
export type { Estimate } from './studies/statistics/interval.ts';
export type { StudyDesign } from './studies/study-design.ts';
export {
  type ScenarioInput,
  Study,
  type StudyObserver,
  type StudyOptions,
  type StudyProgress,
} from './studies/study-in-steps.ts';
export type { FinishedRun, StudyResult } from './studies/study-result.ts';
export { type AlgorithmSummary, summaryOf } from './studies/study-summary.ts';
export type { Tuning, TuningRow } from './studies/tuning/tuning.ts';
export { type WorkerState, workerStates } from './studies/worker-states.ts';
export type { BuiltinData } from './workloads/builtin-data.ts';
export type {
  DataPreparation,
  DataSet,
  DenseRows,
  SparseRows,
  SplitData,
  Standardisation,
} from './workloads/data-set.ts';
export type { ProblemSettings } from './workloads/linear-problem.ts';
export { defineModel, type LabelKind, type Model, type ModelDefinition } from './workloads/models/model.ts';
export { type Optimum, type OptimumProgress, optimumSteps, solveOptimum } from './workloads/optimum.ts';
export type { OptimumLimits } from './workloads/optimum-result.ts';
export {
  defineGenerator,
  type GeneratedData,
  type GeneratorDefinition,
  type KnownOptimum,
} from './workloads/synthetic/generator.ts';

/** Laggard as a library: the pure core, from a scenario's text to tables, without files or a clock. */
export { InputError, type Problem } from './base/errors.ts';
export {
  choiceOption,
  flagOption,
  integerOption,
  integerOrWord,
  listOption,
  numberOption,
  optional,
  variateOption,
} from './base/options.ts';
export { SEMANTICS_VERSION } from './base/versions.ts';
export { defineServerRule } from './optimizers/server/server-rule.ts';
export { defineProtocol } from './protocols/protocol.ts';
export { type ResultFile, resultFiles } from './report/result-files.ts';
export { fastestSentence } from './report/single-run-sentence.ts';
export { summaryText } from './report/summary.ts';
export { builtinCatalogue, type Catalogue } from './scenarios/catalogue.ts';
export { formatScenario } from './scenarios/format-scenario.ts';
export { parseScenario } from './scenarios/parse-scenario.ts';
export type { Scenario } from './scenarios/scenario.ts';
export * from './simulation/index.ts';
export { fastestRuns, speedUpOf } from './studies/comparison.ts';
export { pending, resultOf, type Study, startStudy, withRun } from './studies/study.ts';
export { designOf, type StudyDesign } from './studies/study-design.ts';
export type { StudyResult } from './studies/study-result.ts';
export type { DataSet, SplitData } from './workloads/data-set.ts';
export { optimumSteps, solveOptimum } from './workloads/optimum.ts';

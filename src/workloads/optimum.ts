import { InputError } from '../base/errors.ts';
import type { Registry } from '../base/registry.ts';
import type { DataSet } from './data-set.ts';
import { linearProblem, type ProblemSettings } from './linear-problem.ts';
import { linearSvm } from './models/linear-svm.ts';
import type { ModelDefinition } from './models/model.ts';
import type { Optimum, OptimumLimits, OptimumProgress } from './optimum-result.ts';
import { smoothOptimum } from './smooth-optimum.ts';
import { svmOptimum } from './svm-optimum.ts';
import { uncertifiedOptimum } from './uncertified-optimum.ts';

export type { Optimum, OptimumProgress } from './optimum-result.ts';

const DEFAULT_LIMITS: OptimumLimits = { accuracy: 1e-10, maxIterations: 20_000 };

/**
 * Minimises F over the training examples, one iteration at a time, so that whoever drives it can show progress and stop. `known`:
 * the models that may be named, ours by default.
 */
export function optimumSteps(
  settings: ProblemSettings,
  train: DataSet,
  limits: Partial<OptimumLimits> = {},
  known?: Registry<ModelDefinition>,
): Generator<OptimumProgress, Optimum> {
  const problem = linearProblem(settings, { train }, known);
  const allLimits = { ...DEFAULT_LIMITS, ...limits };
  const { smooth, name } = problem.definition;
  if (smooth)
    return settings.l2 > 0 ? smoothOptimum(problem, allLimits) : uncertifiedOptimum(problem, allLimits);
  if (name !== linearSvm.name) throw unsolvedModel(name);
  if (settings.l2 > 0) return svmOptimum(problem, allLimits);
  throw new InputError({
    path: 'workload.l2',
    message: `the optimum of ${settings.model} without l2 is not solved for`,
    allowed: 'l2 > 0',
  });
}

/** The optimum of F over the training examples. @throws InputError where there is no method for the problem. */
export function solveOptimum(
  settings: ProblemSettings,
  train: DataSet,
  limits: Partial<OptimumLimits> = {},
  known?: Registry<ModelDefinition>,
): Optimum {
  const steps = optimumSteps(settings, train, limits, known);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The method for the hinge loss is of no use for another loss that has kinks. */
function unsolvedModel(name: string): InputError {
  return new InputError({
    path: 'workload.model',
    message: `the optimum of ${name}, which has kinks, is not solved for`,
    hint: 'give stop.objective',
  });
}

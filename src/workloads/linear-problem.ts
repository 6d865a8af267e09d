import { InputError } from '../base/errors.ts';
import type { DataSet, SplitData } from './data-set.ts';
import { withIntercept } from './intercept.ts';
import { prepareLabels } from './labels.ts';
import { LinearObjective } from './linear-objective.ts';
import { models } from './models/index.ts';
import type { Model, ModelDefinition } from './models/model.ts';

/** What to minimise: the part of `workload` in a scenario that says nothing about a cluster. */
export interface ProblemSettings {
  /** Name of a model. */
  readonly model: string;
  readonly l2: number;
  /** Whether to append a feature that is always 1. */
  readonly intercept: boolean;
}

/** Data and model put together, ready to be evaluated. */
export interface LinearProblem {
  readonly definition: ModelDefinition;
  readonly model: Model;
  /** Training examples, intercept included. */
  readonly train: DataSet;
  /** As the model takes them. [train.rows] */
  readonly labels: Float64Array;
  /** d */
  readonly parameterCount: number;
  /** F */
  readonly objective: LinearObjective;
  /** What accuracy is measured on: the test set, or the training set where there is none. */
  readonly test: LinearObjective;
}

/** `known`: the models that may be named. @throws InputError when labels do not fit the model, or there are more parameters than can be numbered. */
export function linearProblem(
  { model: name, l2, intercept }: ProblemSettings,
  data: SplitData,
  known = models,
): LinearProblem {
  const definition = known.get(name);
  const labels = prepareLabels(definition, data);
  const model = definition.create(labels.classCount);
  const complete = (set: DataSet) => (intercept ? withIntercept(set) : set);
  const train = complete(data.train);
  const parameterCount = train.features * model.outputs;
  refuseTooMany(parameterCount, train.features, model.outputs);
  const objective = new LinearObjective(train, labels.train, model, l2);
  const test =
    data.test && labels.test ? new LinearObjective(complete(data.test), labels.test, model, 0) : objective;
  return { definition, model, train, labels: labels.train, parameterCount, objective, test };
}

function refuseTooMany(parameterCount: number, features: number, outputs: number): void {
  if (parameterCount < 2 ** 32) return;
  throw new InputError({
    path: 'workload.model',
    message: `${features} features times ${outputs} classes are ${parameterCount} parameters`,
    allowed: 'fewer than 4294967296',
  });
}

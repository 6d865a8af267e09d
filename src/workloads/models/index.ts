import { registryOf } from '../../base/registry.ts';
import { leastSquares } from './least-squares.ts';
import { linearSvm } from './linear-svm.ts';
import { logisticRegression } from './logistic-regression.ts';
import type { ModelDefinition } from './model.ts';
import { softmaxRegression } from './softmax-regression.ts';

/** The models that a scenario may name. */
export const models = registryOf<ModelDefinition>('model')(
  logisticRegression,
  linearSvm,
  leastSquares,
  softmaxRegression,
);

import { InputError } from '../base/errors.ts';
import type { SplitData } from './data-set.ts';
import type { ModelDefinition } from './models/model.ts';

/** Labels as a model takes them: −1 and +1, any numbers, or classes 0, 1, … */
export interface PreparedLabels {
  /** [training examples] */
  readonly train: Float64Array;
  /** [test examples]; undefined without a test set. */
  readonly test: Float64Array | undefined;
  /** Number of distinct labels in the training data; 1 for real labels. */
  readonly classCount: number;
}

type LabelledModel = Pick<ModelDefinition, 'name' | 'labels'>;

/** Turns labels as the file has them into what the model takes. @throws InputError when they do not fit it. */
export function prepareLabels(model: LabelledModel, { train, test }: SplitData): PreparedLabels {
  refuseNonFinite(train.labels, 'training');
  if (test) refuseNonFinite(test.labels, 'test');
  if (model.labels === 'real') return { train: train.labels, test: test?.labels, classCount: 1 };

  const distinct = Float64Array.from(new Set(train.labels)).sort();
  refuseUnfit(model, distinct);
  const prepared = preparedValues(model, distinct);
  return {
    train: train.labels.map((label) => prepared.get(label)!),
    test: test && translateTest(test.labels, prepared, distinct),
    classCount: distinct.length,
  };
}

/** −1 and +1, or 0, 1, …, in ascending order of the labels. */
function preparedValues({ labels }: LabelledModel, distinct: Float64Array): Map<number, number> {
  return new Map(Array.from(distinct, (label, k) => [label, labels === 'binary' ? 2 * k - 1 : k]));
}

function refuseUnfit({ name, labels }: LabelledModel, distinct: Float64Array): void {
  const found = `the training data has ${distinct.length} distinct ${distinct.length === 1 ? 'label' : 'labels'}: ${listed(distinct)}`;
  const path = 'workload.model';
  if (labels === 'binary' && distinct.length !== 2) {
    throw new InputError({ path, message: `${name}: ${found}`, allowed: 'exactly two distinct labels' });
  }
  if (labels === 'classes' && distinct.length < 2) {
    throw new InputError({ path, message: `${name}: ${found}`, allowed: 'at least two distinct labels' });
  }
  if (labels === 'classes' && !distinct.every(Number.isInteger)) {
    throw new InputError({ path, message: `${name}: ${found}`, allowed: 'whole numbers as class labels' });
  }
}

function refuseNonFinite(labels: Float64Array, which: string): void {
  const row = labels.findIndex((label) => !Number.isFinite(label));
  if (row < 0) return;
  throw new InputError({
    path: 'workload.data',
    message: `the label of ${which} example ${row + 1} is ${labels[row]}`,
    allowed: 'finite numbers',
  });
}

function translateTest(
  labels: Float64Array,
  prepared: Map<number, number>,
  distinct: Float64Array,
): Float64Array {
  return labels.map((label, row) => {
    const value = prepared.get(label);
    if (value !== undefined) return value;
    throw new InputError({
      path: 'workload.data.test',
      message: `the label of test example ${row + 1} is ${label}, which no training example has`,
      allowed: listed(distinct),
    });
  });
}

/** The first few, in ascending order. */
function listed(distinct: Float64Array): string {
  const some = Array.from(distinct.subarray(0, 6)).join(', ');
  return distinct.length > 6 ? `${some}, …` : some;
}

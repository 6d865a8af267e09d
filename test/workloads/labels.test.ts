import { expect, test } from 'vitest';
import { prepareLabels } from '../../src/workloads/labels.ts';
import { models } from '../../src/workloads/models/index.ts';
import { denseSet } from './fixtures.ts';

const withLabels = (...labels: number[]) =>
  denseSet(
    labels.map(() => [1]),
    labels,
  );

test('the smaller of two labels is −1 and the larger +1, whatever they are called', () => {
  const { train, test: held } = prepareLabels(models.get('logistic-regression'), {
    train: withLabels(7, 3, 7),
    test: withLabels(3),
  });
  expect(Array.from(train)).toEqual([1, -1, 1]);
  expect(Array.from(held!)).toEqual([-1]);
});

test('classes are numbered in ascending order of their labels', () => {
  const { train, classCount } = prepareLabels(models.get('softmax-regression'), {
    train: withLabels(10, -1, 2, 10),
  });
  expect(Array.from(train)).toEqual([2, 0, 1, 2]);
  expect(classCount).toBe(3);
});

test('real labels stay as they are', () => {
  const prepared = prepareLabels(models.get('least-squares'), { train: withLabels(0.5, -2.25) });
  expect(Array.from(prepared.train)).toEqual([0.5, -2.25]);
  expect(prepared.test).toBeUndefined();
});

test('labels that do not fit the model are refused with their number and some of them', () => {
  const refusal = (model: string, ...labels: number[]) => {
    const prepare = () => prepareLabels(models.get(model), { train: withLabels(...labels) });
    return expect(prepare);
  };
  refusal('linear-svm', 0, 1, 2, 3, 4, 5, 6, 7).toThrow(
    'workload.model: linear-svm: the training data has 8 distinct labels: 0, 1, 2, 3, 4, 5, … (allowed: exactly two distinct labels)',
  );
  refusal('logistic-regression', 1, 1).toThrow('has 1 distinct label: 1 (allowed: exactly two');
  refusal('softmax-regression', 4).toThrow('at least two distinct labels');
  refusal('softmax-regression', 0.5, 1).toThrow('whole numbers as class labels');
  refusal('least-squares', 1, Number.NaN).toThrow('the label of training example 2 is NaN');
  refusal('least-squares', Number.POSITIVE_INFINITY).toThrow('training example 1 is Infinity');
});

test('a test label that no training example has is refused', () => {
  const data = { train: withLabels(0, 1), test: withLabels(1, 2) };
  expect(() => prepareLabels(models.get('logistic-regression'), data)).toThrow(
    'workload.data.test: the label of test example 2 is 2, which no training example has (allowed: 0, 1)',
  );
});

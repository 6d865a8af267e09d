import { eigs, matrix } from 'mathjs';
import { expect, test } from 'vitest';
import { contradictionOf, denseRows, generated, leastSquares, vectorsOf } from './generated.ts';

const kind = 'dense';
const shapes = [
  { rows: 60, features: 6, condition: 1 },
  { rows: 50, features: 7, condition: 100 },
  { rows: 200, features: 3, condition: 1e6 },
  { rows: 8, features: 8, condition: 10 },
  { rows: 5, features: 1, condition: 1 },
];

test.each(shapes)(
  'the Gram matrix has eigenvalues from 1 down to 1/condition, each the same part of the one before: %j',
  (shape) => {
    const { data } = generated(kind, shape);
    const vectors = vectorsOf(data);
    const gram = Array.from({ length: shape.features }, (_, a) =>
      Array.from(
        { length: shape.features },
        (__, b) => vectors.reduce((sum, x) => sum + x[a]! * x[b]!, 0) / shape.rows,
      ),
    );
    const found = (eigs(matrix(gram)).values.valueOf() as number[]).sort((a, b) => b - a);
    found.forEach((value, j) => {
      const wanted = j === 0 ? 1 : shape.condition ** (-j / (shape.features - 1));
      // Both computations err by some 1e-16 of the largest eigenvalue, times the condition of the normal matrix (up to 1e4 if square).
      expect(Math.abs(value - wanted)).toBeLessThan(1e-10);
    });
  },
);

test.each(shapes)('the known optimum of a regression has objective 0 and no gradient: %j', (shape) => {
  const { data, optimum } = generated(kind, shape);
  const { objective, gradient } = leastSquares(data, optimum!.parameters);
  expect(optimum!.objective).toBe(0);
  expect(objective).toBeLessThan(1e-25);
  for (const slope of gradient) expect(Math.abs(slope)).toBeLessThan(1e-13);
});

test('with noise the optimum stays where it is, with half of its square as objective', () => {
  const { data, optimum } = generated(kind, { rows: 40, features: 5, condition: 50, noise: 0.3 });
  const { objective, gradient } = leastSquares(data, optimum!.parameters);
  expect(optimum!.objective).toBe(0.045);
  expect(Math.abs(objective - 0.045)).toBeLessThan(1e-15);
  for (const slope of gradient) expect(Math.abs(slope)).toBeLessThan(1e-13);
});

test('scores have mean square 1, so that noise is relative to them', () => {
  const { labels } = generated(kind, { rows: 300, features: 5, condition: 1000 }).data;
  expect(labels.reduce((sum, y) => sum + y * y, 0) / 300).toBeCloseTo(1, 12);
});

test('in a classification labels are the signs of the same scores, and noise turns some of them', () => {
  const shape = { rows: 500, features: 5, condition: 10 };
  const scores = generated(kind, shape).data.labels;
  const signs = generated(kind, { ...shape, task: 'classification' });
  expect(signs.optimum).toBeUndefined();
  expect(signs.data.labels).toEqual(scores.map(Math.sign));
  const noisy = generated(kind, { ...shape, task: 'classification', noise: 1 }).data;
  const { parameters } = generated(kind, { ...shape, task: 'regression', noise: 1 }).optimum!;
  const turned = vectorsOf(noisy).filter((x, row) => {
    const score = x.reduce((sum, value, j) => sum + value * parameters[j]!, 0);
    return Math.sign(score) !== noisy.labels[row];
  });
  // Score and noise alike: a quarter is turned (arctan(1)/π); five standard deviations of a binomial.
  expect(Math.abs(turned.length - 125)).toBeLessThan(5 * Math.sqrt(500 * 0.25 * 0.75));
});

test('rows look normal: of 20,000 values of equal variance, as many are within one and two deviations as there should be', () => {
  const { values } = denseRows(generated(kind, { rows: 4000, features: 5, condition: 1 }).data);
  for (const [within, part] of [
    [1, 0.6827],
    [2, 0.9545],
  ] as const) {
    const count = values.filter((x) => Math.abs(x) < within).length;
    expect(Math.abs(count / 20_000 - part)).toBeLessThan(5 * Math.sqrt((part * (1 - part)) / 20_000));
  }
});

test('options that do not go together are told', () => {
  expect(contradictionOf(kind, shapes[0]!)).toBeUndefined();
  expect(contradictionOf(kind, { rows: 4, features: 5 })).toBe('4 rows are fewer than 5 features');
  expect(contradictionOf(kind, { rows: 5, features: 5, noise: 1 })).toBe(
    'noise needs more rows than features',
  );
  expect(contradictionOf(kind, { rows: 5, features: 1, condition: 2 })).toBe('one feature has condition 1');
  expect(contradictionOf(kind, { rows: 1e9, features: 5 })).toBe(
    '1000000000 rows of 5 values are 5000000000 values; at most 2147483648 are made',
  );
});

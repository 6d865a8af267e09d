import fc from 'fast-check';
import { expect, test } from 'vitest';
import { models } from '../../../src/workloads/models/index.ts';
import type { Model } from '../../../src/workloads/models/model.ts';

const score = fc.double({ min: -30, max: 30, noNaN: true });

function lossOf(model: Model, scores: readonly number[], label: number): number {
  return model.loss(Float64Array.from(scores), label);
}

function gradientOf(model: Model, scores: readonly number[], label: number): number[] {
  const vector = Float64Array.from(scores);
  model.scoreGradient(vector, label);
  return Array.from(vector);
}

/** Central difference; its error is about h² times the third derivative (at most 1) plus rounding / h. */
function difference(model: Model, scores: readonly number[], label: number, k: number): number {
  const h = 1e-4;
  const moved = (by: number) => scores.map((s, i) => (i === k ? s + by : s));
  return (lossOf(model, moved(h), label) - lossOf(model, moved(-h), label)) / (2 * h);
}

test('what descends on a loss is its slope: score gradients agree with finite differences', () => {
  for (const definition of models.entries) {
    const classes = 3;
    const model = definition.create(classes);
    const label =
      definition.labels === 'binary'
        ? fc.constantFrom(-1, 1)
        : definition.labels === 'real'
          ? score
          : fc.integer({ min: 0, max: classes - 1 });
    const scores = fc.array(score, { minLength: model.outputs, maxLength: model.outputs });
    fc.assert(
      fc.property(scores, label, (s, y) => {
        if (!definition.smooth) fc.pre(Math.abs(1 - y * s[0]!) > 1e-3);
        const gradient = gradientOf(model, s, y);
        s.forEach((_, k) => {
          expect(Math.abs(gradient[k]! - difference(model, s, y, k))).toBeLessThan(1e-6);
        });
      }),
    );
  }
});

test('losses are the formulas of the textbook', () => {
  const logistic = models.get('logistic-regression').create(2);
  expect(lossOf(logistic, [0], 1)).toBeCloseTo(Math.log(2), 15);
  expect(lossOf(logistic, [1.5], -1)).toBeCloseTo(Math.log(1 + Math.exp(1.5)), 14);
  const svm = models.get('linear-svm').create(2);
  expect([lossOf(svm, [0.25], 1), lossOf(svm, [0.25], -1), lossOf(svm, [3], 1)]).toEqual([0.75, 1.25, 0]);
  const squares = models.get('least-squares').create(1);
  expect(lossOf(squares, [1], 4)).toBe(4.5);
  const softmax = models.get('softmax-regression').create(3);
  const total = Math.exp(1) + Math.exp(2) + Math.exp(-1);
  expect(lossOf(softmax, [1, 2, -1], 2)).toBeCloseTo(-Math.log(Math.exp(-1) / total), 14);
});

test('a point on the kink of the hinge pulls nowhere', () => {
  const svm = models.get('linear-svm').create(2);
  expect(gradientOf(svm, [1], 1)[0]).toBeCloseTo(0, 15);
  expect(gradientOf(svm, [-1], -1)[0]).toBeCloseTo(0, 15);
  expect(gradientOf(svm, [1 - 2 ** -53], 1)).toEqual([-1]);
});

test('scores of any size give finite losses and gradients, and small losses keep their digits', () => {
  const logistic = models.get('logistic-regression').create(2);
  expect(lossOf(logistic, [5000], 1)).toBe(0);
  expect(lossOf(logistic, [-5000], 1)).toBe(5000);
  expect(gradientOf(logistic, [-5000], 1)).toEqual([-1]);
  expect(gradientOf(logistic, [5000], 1)[0]).toBeCloseTo(0, 300);
  // log(1 + e^-50) = e^-50 to double precision, where 1 + e^-50 is 1.
  expect(lossOf(logistic, [50], 1) / Math.exp(-50)).toBeCloseTo(1, 14);
  const softmax = models.get('softmax-regression').create(2);
  expect(lossOf(softmax, [5000, -5000], 0)).toBe(0);
  expect(lossOf(softmax, [5000, -5000], 1)).toBe(10_000);
  expect(lossOf(softmax, [50, 0], 0) / Math.exp(-50)).toBeCloseTo(1, 14);
  expect(gradientOf(softmax, [50, 0], 0)[0]! / -Math.exp(-50)).toBeCloseTo(1, 14);
});

test('two softmax classes are logistic regression on the difference of their scores', () => {
  const softmax = models.get('softmax-regression').create(2);
  const logistic = models.get('logistic-regression').create(2);
  fc.assert(
    fc.property(score, score, fc.constantFrom(0, 1), (a, b, label) => {
      const sign = 2 * label - 1;
      // Both losses have relative errors of a few 2^-53 in arguments up to 60.
      expect(lossOf(softmax, [a, b], label)).toBeCloseTo(lossOf(logistic, [b - a], sign), 12);
      expect(gradientOf(softmax, [a, b], label)[1]).toBeCloseTo(gradientOf(logistic, [b - a], sign)[0]!, 12);
    }),
  );
});

test('a class is predicted by the sign or the largest of the scores, a tie by the smaller label', () => {
  const right = (name: string, scores: number[], label: number) =>
    models.get(name).create(3).correct!(Float64Array.from(scores), label);
  for (const name of ['logistic-regression', 'linear-svm']) {
    expect([right(name, [2], 1), right(name, [2], -1), right(name, [-2], -1)]).toEqual([true, false, true]);
    expect([right(name, [0], 1), right(name, [0], -1)]).toEqual([false, true]);
  }
  expect(right('softmax-regression', [1, 3, 2], 1)).toBe(true);
  expect(right('softmax-regression', [3, 3, 2], 1)).toBe(false);
  expect(models.get('least-squares').create(1).correct).toBeUndefined();
});

test('a score that is no number is not taken for a perfect one', () => {
  for (const definition of models.entries) {
    const model = definition.create(2);
    const scores = new Array(model.outputs).fill(Number.NaN);
    expect(lossOf(model, scores, 1)).toBeNaN();
  }
});

import { exp, log1p } from '../../numerics/elementary.ts';
import { predictsSign } from './binary-prediction.ts';
import { defineModel, type Model } from './model.ts';

/** log(1 + exp(−m)) and its derivative with respect to the score, m = y·s. */
const model: Model = {
  outputs: 1,
  loss(scores, label) {
    const margin = label * scores[0]!;
    // Only exponentials of numbers ≤ 0: nothing overflows, and a large margin keeps its digits.
    return margin > 0 ? log1p(exp(-margin)) : log1p(exp(margin)) - margin;
  },
  scoreGradient(scores, label) {
    // exp may overflow to Infinity, which gives the right limit 0.
    scores[0] = -label / (1 + exp(label * scores[0]!));
  },
  correct: predictsSign,
};

/** Logistic regression on labels −1 and +1: log(1 + exp(−y x·w)). */
export const logisticRegression = defineModel({
  name: 'logistic-regression',
  summary: 'Two classes, loss log(1 + exp(−y x·w)).',
  options: {},
  labels: 'binary',
  smooth: true,
  leastLoss: 0,
  create: () => model,
});

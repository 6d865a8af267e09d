import { predictsSign } from './binary-prediction.ts';
import { defineModel, type Model } from './model.ts';

/** max(0, 1 − m) and a subgradient of it with respect to the score, m = y·s. Written so that a NaN stays a NaN. */
const model: Model = {
  outputs: 1,
  loss(scores, label) {
    const margin = label * scores[0]!;
    return margin >= 1 ? 0 : 1 - margin;
  },
  scoreGradient(scores, label) {
    scores[0] = label * scores[0]! >= 1 ? 0 : -label;
  },
  correct: predictsSign,
};

/** Linear support vector machine on labels −1 and +1: max(0, 1 − y x·w), subgradient 0 at the kink. */
export const linearSvm = defineModel({
  name: 'linear-svm',
  summary: 'Two classes, hinge loss max(0, 1 − y x·w); the subgradient at the kink is 0.',
  reference: 'Cortes and Vapnik, Machine Learning 1995',
  options: {},
  labels: 'binary',
  smooth: false,
  leastLoss: 0,
  create: () => model,
});

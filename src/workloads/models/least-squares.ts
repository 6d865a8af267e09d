import { defineModel, type Model } from './model.ts';

/** ½(s − y)² and its derivative. */
const model: Model = {
  outputs: 1,
  loss(scores, label) {
    const residual = scores[0]! - label;
    return 0.5 * residual * residual;
  },
  scoreGradient(scores, label) {
    scores[0] = scores[0]! - label;
  },
};

/** Least squares on real labels: ½(x·w − y)². */
export const leastSquares = defineModel({
  name: 'least-squares',
  summary: 'Regression, loss ½(x·w − y)².',
  options: {},
  labels: 'real',
  smooth: true,
  leastLoss: 0,
  create: () => model,
});

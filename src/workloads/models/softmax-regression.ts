import { exp, log1p } from '../../numerics/elementary.ts';
import { defineModel, type Model } from './model.ts';

/** −log(exp(s_c) / Σ_k exp(s_k)) of class c, K scores. */
function softmaxOf(outputs: number): Model {
  return {
    outputs,
    loss(scores, label) {
      const best = indexOfLargest(scores);
      const largest = scores[best]!;
      // The largest term is exactly 1; log1p of the others keeps the digits of a loss near 0.
      let others = 0;
      for (let k = 0; k < outputs; k++) if (k !== best) others += exp(scores[k]! - largest);
      return largest - scores[label]! + log1p(others);
    },
    scoreGradient(scores, label) {
      const largest = scores[indexOfLargest(scores)]!;
      let total = 0;
      for (let k = 0; k < outputs; k++) {
        const weight = exp(scores[k]! - largest);
        scores[k] = weight;
        total += weight;
      }
      // p_c − 1 as minus the sum of the other probabilities, which keeps its digits when p_c is near 1.
      let others = 0;
      for (let k = 0; k < outputs; k++) {
        const probability = scores[k]! / total;
        scores[k] = probability;
        if (k !== label) others += probability;
      }
      scores[label] = -others;
    },
    correct: (scores, label) => indexOfLargest(scores) === label,
  };
}

/** The first of the largest. */
function indexOfLargest(scores: Float64Array): number {
  let best = 0;
  for (let k = 1; k < scores.length; k++) if (scores[k]! > scores[best]!) best = k;
  return best;
}

/** Softmax (multinomial logistic) regression: one score per class, parameters by feature: w[j·K + k]. */
export const softmaxRegression = defineModel({
  name: 'softmax-regression',
  summary: 'Two or more classes, loss −log softmax; one parameter per feature and class.',
  options: {},
  labels: 'classes',
  smooth: true,
  leastLoss: 0,
  create: softmaxOf,
});

import { defineLocalOptimizer } from './local-optimizer.ts';

/** Stochastic gradient descent: the step is −η g. */
export const sgd = defineLocalOptimizer({
  name: 'sgd',
  summary: 'The step is the gradient times minus the learning rate.',
  reference: 'Robbins and Monro, Annals of Mathematical Statistics 1951',
  options: {},
  movesEverything: false,
  create: (_options, size) => ({
    step(vector, { indices, count }, learningRate) {
      if (indices === null) {
        for (let i = 0; i < size; i++) vector[i] = -learningRate * vector[i]!;
        return;
      }
      for (let k = 0; k < count; k++) {
        const i = indices[k]!;
        vector[i] = -learningRate * vector[i]!;
      }
    },
  }),
});

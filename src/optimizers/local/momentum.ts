import { numberOption } from '../../base/options.ts';
import { defineLocalOptimizer } from './local-optimizer.ts';

/**
 * Heavy ball (Polyak 1964): v ← βv + g, and the step is −ηv. v starts at 0 and stays with the worker: a pull replaces the
 * replica, not the velocity. Textbooks that write v ← βv − ηg mean the same while η is constant.
 */
export const momentum = defineLocalOptimizer({
  name: 'momentum',
  summary: 'The step follows a decaying sum of past gradients (heavy ball).',
  reference: 'Polyak, USSR Computational Mathematics and Mathematical Physics 1964',
  options: {
    beta: numberOption({
      description: 'Part of the velocity that is kept from one mini-batch to the next.',
      min: 0,
      below: 1,
      default: 0.9,
    }),
  },
  movesEverything: true,
  create: ({ beta }, size) => {
    const velocity = new Float64Array(size);
    return {
      step(vector, _support, learningRate) {
        for (let i = 0; i < size; i++) {
          const v = beta * velocity[i]! + vector[i]!;
          velocity[i] = v;
          vector[i] = -learningRate * v;
        }
      },
    };
  },
});

import { choiceOption } from '../../base/options.ts';
import { addScaled } from './add-scaled.ts';
import { defineServerRule } from './server-rule.ts';

/** Parts of workers that add up to 1, added up in another order, are this close to it. */
const ROUNDING = 1e-9;

/**
 * w ← w + Σ a_m u_m over the pushes of a round, a_m being equal, or in proportion to the examples of each worker, and 1 together. Summed in
 * worker order, so that the result does not depend on who arrived first.
 */
export const average = defineServerRule({
  name: 'average',
  summary: 'Adds the mean of the updates of a round.',
  reference: 'Zinkevich et al., NIPS 2010',
  options: {
    weights: choiceOption(['equal', 'examples'], {
      description: 'What a worker counts for: the same as any other, or as much as it has examples.',
      default: 'equal',
    }),
  },
  needsRounds: true,
  pushWeight: (_, workerCount) => 1 / workerCount,
  create: ({ weights }, { parameterCount, exampleShares }) => {
    const total = new Float64Array(parameterCount);
    const shareOf = weights === 'examples' ? (worker: number) => exampleShares[worker]! : () => 1;
    return {
      close: (parameters, held) => {
        let shares = 0;
        total.fill(0);
        for (const push of held) {
          shares += shareOf(push.worker);
          addScaled(total, shareOf(push.worker), push);
        }
        const whole = Math.abs(shares - 1) < ROUNDING ? 1 : shares;
        addScaled(parameters, 1 / whole, { values: total, indices: null });
      },
    };
  },
});

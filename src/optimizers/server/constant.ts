import { numberOption, optional } from '../../base/options.ts';
import { addScaled } from './add-scaled.ts';
import { defineServerRule } from './server-rule.ts';

/** w ← w + λ u with a constant global learning rate λ, 1/M by default (ConSGD, Jiang et al., SIGMOD 2017, section 4). */
export const constant = defineServerRule({
  name: 'constant',
  summary: 'Scales every update by a constant global learning rate, 1/M by default.',
  reference: 'Jiang et al., SIGMOD 2017',
  options: {
    lambda: optional(numberOption({ description: 'Global learning rate; 1/M by default.', above: 0 })),
  },
  pushWeight: scaleOf,
  create: ({ lambda }, { workerCount }) => {
    const scale = scaleOf({ lambda }, workerCount);
    return {
      close: (parameters, held) => {
        for (const push of held) addScaled(parameters, scale, push);
      },
    };
  },
});

function scaleOf({ lambda }: { readonly lambda: number | undefined }, workerCount: number): number {
  return lambda ?? 1 / workerCount;
}

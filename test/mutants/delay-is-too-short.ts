import { delay } from '../../src/cluster-model/stragglers/delay.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import { heterogeneityIsMet } from '../laws/17-heterogeneity.ts';
import { replacing } from '../support/replacing.ts';
import { type Mutant, withCatalogue } from './mutant.ts';

/** Half of what it takes. */
export const delayIsTooShort: Mutant = {
  wrong: 'the delay for a heterogeneity level is half of what it should be',
  subject: withCatalogue({
    ...builtinCatalogue,
    stragglers: replacing(builtinCatalogue.stragglers, {
      ...delay,
      create: (options, context) =>
        delay.create(options as never, {
          ...context,
          delayForHeterogeneity: (level) => context.delayForHeterogeneity(level) / 2,
        }),
    }),
  }),
  breaks: [heterogeneityIsMet],
};

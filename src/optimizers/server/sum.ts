import { addScaled } from './add-scaled.ts';
import { defineServerRule } from './server-rule.ts';

/** w ← w + u: every update counts in full (SSPSGD of Ho et al., NIPS 2013; Petuum). */
export const sum = defineServerRule({
  name: 'sum',
  summary: 'Adds every update in full.',
  reference: 'Ho et al., NIPS 2013',
  options: {},
  pushWeight: () => 1,
  create: () => ({
    close: (parameters, held) => {
      for (const push of held) addScaled(parameters, 1, push);
    },
  }),
});

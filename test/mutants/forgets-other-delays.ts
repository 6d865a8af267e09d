import { StragglerSet } from '../../src/cluster-model/straggler-set.ts';
import { heterogeneityIsMet } from '../laws/17-heterogeneity.ts';
import { real } from '../laws/law.ts';
import { type Mutant, patched } from './mutant.ts';

export const forgetsOtherDelays: Mutant = {
  wrong: 'the delay for a heterogeneity level is solved for without the delays of other entries',
  subject: {
    ...real,
    simulate: (...given) =>
      patched(StragglerSet.prototype, { lastingDelay: () => 0 }, () => real.simulate(...given)),
  },
  breaks: [heterogeneityIsMet],
};

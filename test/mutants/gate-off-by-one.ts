import { ssp } from '../../src/protocols/ssp.ts';
import { sspZeroIsBsp } from '../laws/04-equal-algorithms.ts';
import { boundedLead, replicasAreFresh } from '../laws/05-bounded-lead.ts';
import { type Mutant, withProtocol } from './mutant.ts';

/** The gate compares the clock just finished, not the one about to start. */
export const gateOffByOne: Mutant = {
  wrong: 'a pull for clock c is answered once c − 1 ≤ cmin + s',
  subject: withProtocol({
    ...ssp,
    create: (options, context) => {
      const right = ssp.create(options as never, context);
      return {
        ...right,
        admitPull: ({ worker, clock }, view) => right.admitPull({ worker, clock: clock - 1 }, view),
      };
    },
  }),
  breaks: [boundedLead, replicasAreFresh, sspZeroIsBsp],
  within: 1000,
};

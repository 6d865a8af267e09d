import { bsp } from '../../src/protocols/bsp.ts';
import { sspZeroIsBsp } from '../laws/04-equal-algorithms.ts';
import { boundedLead, replicasAreFresh } from '../laws/05-bounded-lead.ts';
import { bspRounds } from '../laws/10-closed-forms.ts';
import { type Mutant, withProtocol } from './mutant.ts';

/** The barrier is open for worker 0. */
export const bspLetsOneThrough: Mutant = {
  wrong: 'worker 0 does not wait for the others at the barrier',
  subject: withProtocol({
    ...bsp,
    // An average would be wrong at once: it must find whole rounds.
    create: () => ({
      needsPull: () => true,
      admitPull: ({ worker, clock }, { minClock }) => worker === 0 || clock <= minClock,
    }),
  }),
  breaks: [boundedLead, replicasAreFresh, sspZeroIsBsp, bspRounds],
};

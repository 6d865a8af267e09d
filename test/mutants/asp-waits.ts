import { asp } from '../../src/protocols/asp.ts';
import { sspUnboundedIsAsp } from '../laws/04-equal-algorithms.ts';
import { aspThroughput } from '../laws/10-closed-forms.ts';
import { type Mutant, withProtocol } from './mutant.ts';

/** Asynchronous up to a point. */
export const aspWaits: Mutant = {
  wrong: 'asp lets nobody lead by more than one clock',
  subject: withProtocol({
    ...asp,
    create: () => ({ needsPull: () => true, admitPull: ({ clock }, { minClock }) => clock <= minClock + 1 }),
  }),
  breaks: [sspUnboundedIsAsp, aspThroughput],
};

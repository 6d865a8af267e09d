import { defineProtocol } from './protocol.ts';

/** Asynchronous parallel (as in DistBelief, Dean et al., NIPS 2012): pull before every clock, wait for nobody. */
export const asp = defineProtocol({
  name: 'asp',
  summary: 'A worker pulls before every clock and never waits for another.',
  reference: 'Dean et al., NIPS 2012',
  options: {},
  asksAgain: 'when-slowest-moves',
  create: () => ({
    needsPull: () => true,
    admitPull: () => true,
  }),
});

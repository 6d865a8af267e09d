import { defineProtocol } from './protocol.ts';

/**
 * Bulk synchronous parallel (Valiant, CACM 1990): nobody starts clock c before everybody has finished clock c − 1. A round is everybody's push,
 * so that sums do not depend on who came first. Where faults take pushes away, those that are left make the round.
 */
export const bsp = defineProtocol({
  name: 'bsp',
  summary: 'All workers wait for each other before every clock.',
  reference: 'Valiant, CACM 1990',
  options: {},
  holds: true,
  asksAgain: 'when-slowest-moves',
  leadBound: () => 0,
  create: () => ({
    needsPull: ({ clock, cachedMinClock }) => cachedMinClock < clock,
    admitPull: ({ clock }, { minClock }) => clock <= minClock,
    closesRound: ({ minClock, maxClock }) => minClock === maxClock,
  }),
});

import { defineProtocol, integerOption } from 'laggard';

/** A round takes the first `few` pushes that were computed on its parameters; what comes later is dropped. */
export const firstFew = defineProtocol({
  name: 'first-few',
  summary: 'A round closes with its first `few` pushes; late ones are dropped.',
  options: { few: integerOption({ description: 'Pushes that make a round.', min: 1, default: 2 }) },
  holds: true,
  create: ({ few }) => ({
    needsPull: () => true,
    accepts: ({ roundLag }) => roundLag === 0,
    closesRound: ({ heldCount, memberCount }) => heldCount >= Math.min(few, memberCount),
    admitPull: ({ worker }, view) => !view.isHeld(worker),
  }),
});

import type { Protocol } from './protocol.ts';

/** A round that is over with its `needed` pushes of different workers, where `members` have clocks left. Whose push is in it waits for it to close. */
export function roundsOf(needed: (members: number) => number): Protocol {
  return {
    needsPull: () => true,
    admitPull: ({ worker }, view) => !view.isHeld(worker),
    closesRound: ({ heldCount, memberCount }) => heldCount >= needed(memberCount),
  };
}

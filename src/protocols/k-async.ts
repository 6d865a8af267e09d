import { integerOption, optional } from '../base/options.ts';
import { defineProtocol } from './protocol.ts';
import { roundsOf } from './rounds.ts';

/**
 * K-async SGD (Dutta et al., AISTATS 2018): a round is the pushes of K different workers, on whatever parameters they were computed. These K
 * wait for it to close; the others go on computing, and their pushes are part of a later round.
 */
export const kAsync = defineProtocol({
  name: 'k-async',
  summary: 'A round takes the pushes of the first `wait` workers; the others go on computing.',
  reference: 'Dutta et al., AISTATS 2018',
  options: {
    wait: optional(
      integerOption({ description: 'Workers whose pushes make a round; all by default.', min: 1 }),
    ),
  },
  holds: true,
  asksAgain: 'when-round-closes',
  create: ({ wait }, { workerCount }) => roundsOf((members) => Math.min(wait ?? workerCount, members)),
});

import { integerOption } from '../base/options.ts';
import { defineProtocol } from './protocol.ts';
import { roundsOf } from './rounds.ts';

/**
 * Synchronous SGD with backup workers (Chen et al., 2016): a round takes the first M − b pushes that were computed on its parameters. The b
 * that come too late are dropped; their workers go on with the newest parameters.
 */
export const backupWorkers = defineProtocol({
  name: 'backup-workers',
  summary: 'A round takes all pushes but those of the last `backups` workers, which are dropped.',
  reference: 'Chen et al., arXiv:1604.00981, 2016',
  options: {
    backups: integerOption({ description: 'Workers that a round does not wait for.', min: 0, default: 1 }),
  },
  holds: true,
  asksAgain: 'when-round-closes',
  create: ({ backups }) => ({
    ...roundsOf((members) => Math.max(1, members - backups)),
    accepts: ({ roundLag }) => roundLag === 0,
  }),
});

import { backupWorkers } from '../../src/protocols/backup-workers.ts';
import { kAsync } from '../../src/protocols/k-async.ts';
import { everyPushHasOneFate, roundsAgreeWithPlain, roundsOfAllAreBsp } from '../laws/23-rounds.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import type { PlainShard } from '../oracle/plain-world.ts';
import { type Mutant, withClockwork, withProtocol } from './mutant.ts';

/** It counts from one. */
export const closesOneTooEarly: Mutant = {
  wrong: 'a round of k-async closes one push too early',
  subject: withProtocol({
    ...kAsync,
    create: (options, context) => ({
      ...kAsync.create(options as never, context),
      closesRound: ({ heldCount, memberCount }) => heldCount >= memberCount - 1,
    }),
  }),
  breaks: [roundsOfAllAreBsp],
};

class AppliesTwice extends PlainSimulator {
  override apply(shard: PlainShard): void {
    const { held } = shard;
    super.apply(shard);
    if (held.length === 1) shard.held = held;
  }
}

/** A push that closes a round alone is left where it was. */
export const appliesTwice: Mutant = {
  wrong: 'a push that makes a round alone is part of the next round, too',
  subject: withClockwork(AppliesTwice),
  breaks: [everyPushHasOneFate, roundsAgreeWithPlain],
};

/** A server that drops everything. */
export const refusesAll: Mutant = {
  wrong: 'backup-workers accepts no push',
  subject: withProtocol({
    ...backupWorkers,
    create: (options, context) => ({
      ...backupWorkers.create(options as never, context),
      accepts: () => false,
    }),
  }),
  breaks: [roundsOfAllAreBsp],
};

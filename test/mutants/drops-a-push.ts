import { oneWorkerIsNearlySgd, oneWorkerIsSgd, oneWorkerIsTextbookSgd } from '../laws/03-sequential-sgd.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import type { PlainShard } from '../oracle/plain-world.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class DropsAPush extends PlainSimulator {
  #pushes = 0;

  override apply(shard: PlainShard): void {
    shard.held = shard.held.filter(() => ++this.#pushes % 3 > 0);
    super.apply(shard);
  }
}

/** Counted, and lost. */
export const dropsAPush: Mutant = {
  wrong: 'every third push is counted but does not enter the parameters',
  subject: withClockwork(DropsAPush),
  breaks: [oneWorkerIsSgd, oneWorkerIsNearlySgd, oneWorkerIsTextbookSgd],
};

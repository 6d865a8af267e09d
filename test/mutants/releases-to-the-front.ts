import { firstComeFirstServed } from '../laws/12-queues.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import type { PlainShard } from '../oracle/plain-world.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class ReleasesToTheFront extends PlainSimulator {
  override releaseParked(shard: PlainShard): void {
    const waiting = shard.queue;
    shard.queue = [];
    super.releaseParked(shard);
    shard.queue.push(...waiting);
  }
}

/** They have waited so long. */
export const releasesToTheFront: Mutant = {
  wrong: 'released pulls are served before what waits in the queue',
  subject: withClockwork(ReleasesToTheFront),
  breaks: [firstComeFirstServed],
};

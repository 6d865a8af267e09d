import { updatesAreCounted } from '../laws/11-exactly-once.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import type { PlainMessage, PlainShard } from '../oracle/plain-world.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class CountsAtFirstShard extends PlainSimulator {
  override handlePush(shard: PlainShard, message: PlainMessage): void {
    const push = message.push!;
    const first = push.shardsLeft === this.world.shards.length;
    push.shardsLeft = first ? 1 : 0;
    super.handlePush(shard, message);
  }
}

/** An update that half of the servers have not heard of. */
export const countsAtFirstShard: Mutant = {
  wrong: 'an update is counted when its first shard has handled it',
  subject: withClockwork(CountsAtFirstShard),
  breaks: [updatesAreCounted],
};

import { firstComeFirstServed } from '../laws/12-queues.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import type { PlainShard } from '../oracle/plain-world.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class ReleasesLastFirst extends PlainSimulator {
  override releaseParked(shard: PlainShard): void {
    shard.parked.reverse();
    super.releaseParked(shard);
    shard.parked.reverse();
  }
}

/** A stack in the place of a queue. */
export const releasesLastFirst: Mutant = {
  wrong: 'the pull that was parked last is released first',
  subject: withClockwork(ReleasesLastFirst),
  breaks: [firstComeFirstServed],
};

import { agreesWithPlainFaults } from '../laws/19-faults.ts';
import { FaultySimulator } from '../oracle/plain-faults.ts';
import type { PlainShard } from '../oracle/plain-world.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class RestoresTheFirst extends FaultySimulator {
  override save(shard: PlainShard): void {
    if (!this.recoveries[shard.index]!.saved) super.save(shard);
  }
}

/** All that was learnt is lost, not just what came since the last checkpoint. */
export const restoresTheFirstCheckpoint: Mutant = {
  wrong: 'a shard goes back to its first checkpoint instead of its last',
  subject: withClockwork(RestoresTheFirst),
  breaks: [agreesWithPlainFaults],
  within: 1000,
};

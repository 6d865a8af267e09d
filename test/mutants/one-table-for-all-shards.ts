import { replicasAreFresh } from '../laws/05-bounded-lead.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import type { PlainMessage, PlainShard } from '../oracle/plain-world.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class OneTableForAllShards extends PlainSimulator {
  override admits(_shard: PlainShard, message: PlainMessage): boolean {
    const clocks = this.world.workers.map((_, worker) =>
      Math.max(...this.world.shards.map((shard) => shard.clocks[worker]!)),
    );
    return super.admits({ ...this.world.shards[0]!, clocks }, message);
  }
}

/** A shard that has not got a push yet answers as if it had. */
export const oneTableForAllShards: Mutant = {
  wrong: 'shards share one table of clocks, in which a push counts when the first of them has it',
  subject: withClockwork(OneTableForAllShards),
  breaks: [replicasAreFresh],
  within: 1000,
};

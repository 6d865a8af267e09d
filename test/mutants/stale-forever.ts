import { sharedOptimumIsFound } from '../laws/09-convergence.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import type { PlainShard } from '../oracle/plain-world.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class StaleForever extends PlainSimulator {
  override readParameters(shard: PlainShard, worker: number): void {
    super.readParameters(shard, worker);
    const { learning } = this.world;
    if (learning && worker === 0) learning.replicas[worker]!.set(learning.workload.initial);
  }
}

/** Its pulls fail, and nobody looks at the error. */
export const staleForever: Mutant = {
  wrong: 'worker 0 gets w0 whenever it pulls',
  subject: withClockwork(StaleForever),
  breaks: [sharedOptimumIsFound],
};

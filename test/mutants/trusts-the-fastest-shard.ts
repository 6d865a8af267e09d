import { hearsOfTheSlowest } from '../laws/05-bounded-lead.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import type { PlainMessage, PlainShard } from '../oracle/plain-world.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class TrustsTheFastestShard extends PlainSimulator {
  override answer(shard: PlainShard, message: PlainMessage): void {
    super.answer(shard, message);
    const { answers } = this.world.workers[message.worker]!;
    answers.fill(Math.max(...answers));
  }
}

/** It pulled from all of them, but remembers the best news only. */
export const trustsTheFastestShard: Mutant = {
  wrong: 'a worker takes the largest slowest clock among the answers for what it has heard of',
  subject: withClockwork(TrustsTheFastestShard),
  breaks: [hearsOfTheSlowest],
  within: 1000,
};

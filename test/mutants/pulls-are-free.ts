import { shardIsRepairman } from '../laws/10-closed-forms.ts';
import { firstComeFirstServed } from '../laws/12-queues.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import type { PlainMessage } from '../oracle/plain-world.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class PullsAreFree extends PlainSimulator {
  override serviceSeconds(message: PlainMessage): number {
    return message.kind === 'push' ? super.serviceSeconds(message) : 0;
  }
}

/** Only writing costs. */
export const pullsAreFree: Mutant = {
  wrong: 'answering a pull takes a shard no time',
  subject: withClockwork(PullsAreFree),
  breaks: [firstComeFirstServed, shardIsRepairman],
};

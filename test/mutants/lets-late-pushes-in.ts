import { everyMessageIsAccountedFor } from '../laws/19-faults.ts';
import { FaultySimulator } from '../oracle/plain-faults.ts';
import type { PlainMessage } from '../oracle/plain-world.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class LetsLatePushesIn extends FaultySimulator {
  override isVoid(message: PlainMessage): boolean {
    return message.kind !== 'push' && super.isVoid(message);
  }
}

/** A ghost goes on working. */
export const letsLatePushesIn: Mutant = {
  wrong: 'a push of a worker that was dropped meanwhile enters all the same',
  subject: withClockwork(LetsLatePushesIn),
  breaks: [everyMessageIsAccountedFor],
  within: 1000,
};

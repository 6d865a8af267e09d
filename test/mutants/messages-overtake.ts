import { oneWorkerIsSgd } from '../laws/03-sequential-sgd.ts';
import { replicasAreFresh } from '../laws/05-bounded-lead.ts';
import { noOvertaking } from '../laws/13-network.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import type { PlainMessage } from '../oracle/plain-world.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class MessagesOvertake extends PlainSimulator {
  override arrivalOf(message: PlainMessage): number {
    return super.arrivalOf(message, 0);
  }
}

/** Datagrams. */
export const messagesOvertake: Mutant = {
  wrong: 'each message takes its own time, whatever was sent before it',
  subject: withClockwork(MessagesOvertake),
  breaks: [noOvertaking, replicasAreFresh, oneWorkerIsSgd],
};

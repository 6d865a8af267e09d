import { everyMessageIsAccountedFor, everyRunEnds } from '../laws/19-faults.ts';
import { FaultySimulator } from '../oracle/plain-faults.ts';
import type { PlainMessage } from '../oracle/plain-world.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class NeverRetransmits extends FaultySimulator {
  override transmit(message: PlainMessage): void {
    const losing = this.world.prepared.faults.some(
      ({ model, hits }) =>
        hits[message.worker] === 1 &&
        (model.messageLoss?.lostTransmissions(0, message.worker, message.clock, message.shard) ?? 0) > 0,
    );
    if (message.kind !== 'push' || !losing) super.transmit(message);
  }
}

/** Fire and forget. */
export const neverRetransmits: Mutant = {
  wrong: 'a push that gets lost is not sent again',
  subject: withClockwork(NeverRetransmits),
  breaks: [everyRunEnds, everyMessageIsAccountedFor],
};

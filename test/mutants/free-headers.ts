import { latencyAndBandwidth } from '../laws/13-network.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import type { PlainMessage } from '../oracle/plain-world.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class FreeHeaders extends PlainSimulator {
  override arrivalOf(message: PlainMessage, last: number): number {
    const { headerBytes } = this.world.scenario.cluster.network;
    const { bytes, values } = message.size;
    return super.arrivalOf({ ...message, size: { bytes: bytes - headerBytes, values } }, last);
  }
}

/** Only the payload travels. */
export const freeHeaders: Mutant = {
  wrong: 'headers take no time on the network',
  subject: withClockwork(FreeHeaders),
  breaks: [latencyAndBandwidth],
};

import { firstComeFirstServed } from '../laws/12-queues.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import type { PlainMessage, PlainShard } from '../oracle/plain-world.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class ReleasesWithoutPay extends PlainSimulator {
  readonly #parkedOnce = new Set<PlainMessage>();

  override park(shard: PlainShard, message: PlainMessage): void {
    this.#parkedOnce.add(message);
    super.park(shard, message);
  }

  override serviceSeconds(message: PlainMessage): number {
    return this.#parkedOnce.has(message) ? 0 : super.serviceSeconds(message);
  }
}

/** As if the answer had been made while it was parked. */
export const releasesWithoutPay: Mutant = {
  wrong: 'a pull that was parked is answered without service time',
  subject: withClockwork(ReleasesWithoutPay),
  breaks: [firstComeFirstServed],
};

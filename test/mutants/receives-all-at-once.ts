import { cardsHaveLimits, cardsTakeTurns } from '../laws/18-contention.ts';
import { incast } from '../laws/18-contention-closed-forms.ts';
import { PlainNic, type PlainSurroundings } from '../oracle/plain-contention.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import type { PlainMessage } from '../oracle/plain-world.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class PatientNic extends PlainNic {
  override receive(message: PlainMessage, _to: string, occupied: number): void {
    this.world.at(this.world.now() + occupied, () => this.world.arrive(message));
  }
}

class ReceivesAllAtOnce extends PlainSimulator {
  override nic(surroundings: PlainSurroundings): PlainNic {
    return new PatientNic(surroundings);
  }
}

/** Only senders take turns. */
export const receivesAllAtOnce: Mutant = {
  wrong: 'a card receives any number of messages at once, each at its full rate',
  subject: withClockwork(ReceivesAllAtOnce),
  breaks: [cardsHaveLimits, cardsTakeTurns, incast],
};

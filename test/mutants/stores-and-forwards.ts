import { aloneItIsFree, cardsTakeTurns } from '../laws/18-contention.ts';
import { PlainNic, type PlainSurroundings } from '../oracle/plain-contention.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import type { PlainMessage } from '../oracle/plain-world.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class StoringNic extends PlainNic {
  override receive(message: PlainMessage, to: string, occupied: number): void {
    this.world.at(this.world.now() + occupied, () => super.receive(message, to, occupied));
  }
}

class StoresAndForwards extends PlainSimulator {
  override nic(surroundings: PlainSurroundings): PlainNic {
    return new StoringNic(surroundings);
  }
}

/** Twice the transfer, even for a message that meets no other. */
export const storesAndForwards: Mutant = {
  wrong: 'a card begins to receive a message only when all of it has been sent',
  subject: withClockwork(StoresAndForwards),
  breaks: [aloneItIsFree, cardsTakeTurns],
};

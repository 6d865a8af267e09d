import { unlimitedCardsDoNotContend } from '../laws/18-contention.ts';
import { PlainNic, type PlainSurroundings } from '../oracle/plain-contention.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class FiniteNic extends PlainNic {
  override bandwidthOf(end: string): number {
    return Math.min(1e9, super.bandwidthOf(end));
  }
}

class UnlimitedCardsTakeTurns extends PlainSimulator {
  override nic(surroundings: PlainSurroundings): PlainNic {
    return new FiniteNic(surroundings);
  }
}

/** "Unlimited" stands for a large number. */
export const unlimitedCardsTakeTurns: Mutant = {
  wrong: 'an unlimited card sends a gigabyte a second',
  subject: withClockwork(UnlimitedCardsTakeTurns),
  breaks: [unlimitedCardsDoNotContend],
};

import { noOvertaking } from '../laws/13-network.ts';
import { PlainFairShare, PlainNic, type PlainSurroundings } from '../oracle/plain-contention.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class LooseNic extends PlainNic {
  override joinAt(time: number): number {
    return time;
  }
}

class LooseFairShare extends PlainFairShare {
  override arrivalAt(time: number): number {
    return time;
  }
}

class CardsOvertake extends PlainSimulator {
  override nic(surroundings: PlainSurroundings): PlainNic {
    return new LooseNic(surroundings);
  }

  override fairShare(surroundings: PlainSurroundings): PlainFairShare {
    return new LooseFairShare(surroundings);
  }
}

/** Drawn latencies decide who is first. */
export const cardsOvertake: Mutant = {
  wrong: 'a message with a short latency overtakes the one that its card has sent before it',
  subject: withClockwork(CardsOvertake),
  breaks: [noOvertaking],
};

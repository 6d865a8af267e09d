import { sharesAreFair } from '../laws/18-contention.ts';
import { PlainFairShare, type PlainSurroundings } from '../oracle/plain-contention.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class Forgetful extends PlainFairShare {
  override end(flow: PlainFairShare['flows'][number]): void {
    this.flows = this.flows.filter((other) => other !== flow);
    this.leave(flow);
  }
}

class ForgetsToRecompute extends PlainSimulator {
  override fairShare(surroundings: PlainSurroundings): PlainFairShare {
    return new Forgetful(surroundings);
  }
}

/** Others go on at their old rates until something starts. */
export const forgetsToRecompute: Mutant = {
  wrong: 'nobody gets what a message leaves that has been sent',
  subject: withClockwork(ForgetsToRecompute),
  breaks: [sharesAreFair],
};

import { exactlyOnce } from '../laws/11-exactly-once.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class TimeRunsBackwards extends PlainSimulator {
  override at(time: number, act: () => void): void {
    this.world.agenda.push({ time, act });
  }
}

/** A list in the place of a priority queue. */
export const timeRunsBackwards: Mutant = {
  wrong: 'events happen in the order in which they were scheduled, whatever their time',
  subject: withClockwork(TimeRunsBackwards),
  breaks: [exactlyOnce],
};

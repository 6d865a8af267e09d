import { agreesWithPlain } from '../laws/15-plain-simulator.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class NewestFirst extends PlainSimulator {
  override at(time: number, act: () => void): void {
    const { agenda } = this.world;
    const place = agenda.findIndex((entry) => entry.time >= time);
    agenda.splice(place < 0 ? agenda.length : place, 0, { time, act });
  }
}

/** What a heap without sequence numbers may do. */
export const newestFirst: Mutant = {
  wrong: 'of the events of one instant, the one scheduled last happens first',
  subject: withClockwork(NewestFirst),
  breaks: [agreesWithPlain],
};

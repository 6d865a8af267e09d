import { objectiveIsOfTheEnd } from '../laws/16-results.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class SkipsTheLastEvaluation extends PlainSimulator {
  override endAtLimit(): void {
    this.world.status ??= 'stopped';
  }
}

/** The last number known will do. */
export const skipsTheLastEvaluation: Mutant = {
  wrong: 'a run that ends at a limit reports the objective that was evaluated last',
  subject: withClockwork(SkipsTheLastEvaluation),
  breaks: [objectiveIsOfTheEnd],
};

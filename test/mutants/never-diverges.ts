import { agreesInDivergence } from '../laws/15-plain-simulator.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class NeverDiverges extends PlainSimulator {
  override evaluate(worker?: number): void {
    super.evaluate(worker);
    const { world } = this;
    if (world.status === 'diverged' && Number.isFinite(world.curve.at(-1)!.objective))
      world.status = undefined;
  }
}

/** Hope. */
export const neverDiverges: Mutant = {
  wrong: 'a run goes on however large its objective is, as long as it is a number',
  subject: withClockwork(NeverDiverges),
  breaks: [agreesInDivergence],
};

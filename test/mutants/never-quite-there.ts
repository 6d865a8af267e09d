import { targetEndsTheRun } from '../laws/16-results.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class NeverQuiteThere extends PlainSimulator {
  override evaluate(worker?: number): void {
    super.evaluate(worker);
    const { world } = this;
    const exactly = world.curve.at(-1)!.objective === world.prepared.target;
    if (world.status === 'converged' && exactly) world.status = undefined;
  }
}

/** Below, not at most. */
export const neverQuiteThere: Mutant = {
  wrong: 'an objective that equals the target does not reach it',
  subject: withClockwork(NeverQuiteThere),
  breaks: [targetEndsTheRun],
};

import { unitsOfTime } from '../laws/07-units-of-time.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import type { PlainMessage } from '../oracle/plain-world.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class HiddenOverhead extends PlainSimulator {
  override serviceSeconds(message: PlainMessage): number {
    return Math.max(1e-6, super.serviceSeconds(message));
  }
}

/** A constant that is in the code and not in the scenario. */
export const hiddenOverhead: Mutant = {
  wrong: 'no service takes less than a microsecond',
  subject: withClockwork(HiddenOverhead),
  breaks: [unitsOfTime],
};

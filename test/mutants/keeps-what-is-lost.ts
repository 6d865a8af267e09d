import { agreesWithPlainFaults } from '../laws/19-faults.ts';
import { FaultySimulator } from '../oracle/plain-faults.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class KeepsWhatIsLost extends FaultySimulator {
  override forgetSince(): void {}
}

/** Counted as lost, and there all the same. */
export const keepsWhatIsLost: Mutant = {
  wrong: 'updates that a crash of a shard has lost stay in its parameters',
  subject: withClockwork(KeepsWhatIsLost),
  breaks: [agreesWithPlainFaults],
  within: 1000,
};

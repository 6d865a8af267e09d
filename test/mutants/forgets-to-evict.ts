import { everyRunEnds } from '../laws/19-faults.ts';
import { FaultySimulator } from '../oracle/plain-faults.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class ForgetsToEvict extends FaultySimulator {
  override evict(): void {}
}

/** The others wait for one who will not come. */
export const forgetsToEvict: Mutant = {
  wrong: 'a worker that is lost is never dropped by the shards',
  subject: withClockwork(ForgetsToEvict),
  breaks: [everyRunEnds],
};

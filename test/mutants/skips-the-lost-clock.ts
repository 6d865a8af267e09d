import { bspLearnsTheSame } from '../laws/20-faults-and-learning.ts';
import { FaultySimulator } from '../oracle/plain-faults.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class SkipsTheLostClock extends FaultySimulator {
  override compute(worker: number, clock: number): Float64Array {
    const repeated = this.world.trace.some(
      ({ event }) => event.kind === 'worker-crashed' && event.worker === worker && event.clock === clock,
    );
    const update = super.compute(worker, clock);
    return repeated ? update.fill(0) : update;
  }
}

/** It counts the clock, and has done nothing. */
export const skipsTheLostClock: Mutant = {
  wrong: 'a clock that was hit by a crash pushes nothing when it is done again',
  subject: withClockwork(SkipsTheLostClock),
  breaks: [bspLearnsTheSame],
};

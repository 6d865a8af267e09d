import { bspIsTimeless } from '../laws/02-bsp-is-timeless.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class StragglersLearnLess extends PlainSimulator {
  override compute(worker: number, clock: number): Float64Array {
    const update = super.compute(worker, clock);
    const slow = this.slowdown(worker, clock, 'compute', this.world.now) > 1.5;
    return slow ? update.map((value) => value / 2) : update;
  }
}

/** They had no time for the whole mini-batch. */
export const stragglersLearnLess: Mutant = {
  wrong: 'a worker that is slow in a clock pushes half of its update',
  subject: withClockwork(StragglersLearnLess),
  breaks: [bspIsTimeless],
};

import { ownSystemIsItsCluster } from '../laws/21-own-system.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import type { Mutant } from './mutant.ts';
import { withClockwork } from './mutant.ts';

export const startingIsFree: Mutant = {
  wrong: 'a clock costs its mini-batches and nothing else',
  subject: withClockwork(
    class extends PlainSimulator {
      override workOf(worker: number, clock: number): number {
        const { perClock = 0 } = this.world.scenario.workload.computeTime;
        return super.workOf(worker, clock) - perClock;
      }
    },
  ),
  breaks: [ownSystemIsItsCluster],
};

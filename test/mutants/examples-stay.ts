import { examplesAreConserved, reassignmentIsPlain } from '../laws/22-reassignment.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import { type Mutant, withClockwork } from './mutant.ts';

export const examplesStay: Mutant = {
  wrong: 'examples are said to move, and computed where they were',
  subject: withClockwork(
    class extends PlainSimulator {
      override reassign(worker: number, clock: number): void {
        const { dealing } = this.world;
        const stay = { ...dealing!, move: () => {} };
        Object.assign(this.world, { dealing: stay });
        super.reassign(worker, clock);
        Object.assign(this.world, { dealing });
      }
    },
  ),
  breaks: [examplesAreConserved, reassignmentIsPlain],
};

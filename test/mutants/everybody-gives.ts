import { nobodyIsAStraggler, reassignmentIsPlain } from '../laws/22-reassignment.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import { type Mutant, withClockwork } from './mutant.ts';

export const everybodyGives: Mutant = {
  wrong: 'whoever takes longer than the fastest is a straggler, whatever the threshold',
  subject: withClockwork(
    class extends PlainSimulator {
      override reassign(worker: number, clock: number): void {
        const { algorithm } = this.world;
        const reassign = { ...algorithm.reassign!, threshold: 0 };
        Object.assign(this.world, { algorithm: { ...algorithm, reassign } });
        super.reassign(worker, clock);
        Object.assign(this.world, { algorithm });
      }
    },
  ),
  breaks: [nobodyIsAStraggler, reassignmentIsPlain],
};

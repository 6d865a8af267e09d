import { boundedLeadOfMembers } from '../laws/19-faults.ts';
import { FaultySimulator } from '../oracle/plain-faults.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class RejoinsWhereItWas extends FaultySimulator {
  override enter(worker: number): void {
    const { shards, updates, workers } = this.world;
    const { clock } = workers[worker]!;
    for (const counts of [updates, ...shards.map(({ clocks }) => clocks)]) {
      this.skipped.set(counts, [...(this.skipped.get(counts) ?? counts.map(() => 0))]);
      this.skipped.get(counts)![worker] = clock - counts[worker]!;
    }
    this.lives[worker]!.member = true;
    this.tell({ kind: 'worker-joined', worker, clock });
  }
}

/** And all the others, long past that, lead by more than they may. */
export const rejoinsWhereItWas: Mutant = {
  wrong: 'a worker that joins goes on at its own clock, however far the others are',
  subject: withClockwork(RejoinsWhereItWas),
  breaks: [boundedLeadOfMembers],
  within: 1000,
};

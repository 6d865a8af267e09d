import type { Outcome } from '../trial.ts';

/**
 * Returns whether every clock c of every worker started from w0 and all updates of clocks below c, and nothing else: the run then
 * computes what one machine would. `holdsRounds`: updates are held until the round is complete, so that some of round c may have
 * arrived before.
 */
export function isInLockStep({ trace, result }: Outcome, holdsRounds: boolean): boolean {
  const workers = result.workers.length;
  const handled = result.servers.map(() => new Array<number>(workers).fill(0));
  const pulledFor = new Array<number>(workers).fill(0);
  for (const { event } of trace) {
    if (event.kind === 'push-handled') handled[event.shard]![event.worker]! += 1;
    if (event.kind === 'pull-answered') {
      const { clock } = event;
      const counts = handled[event.shard]!;
      if (Math.min(...counts) !== clock || (!holdsRounds && Math.max(...counts) !== clock)) return false;
      pulledFor[event.worker] = clock;
    }
    if (event.kind === 'clock-started' && pulledFor[event.worker] !== event.clock) return false;
  }
  return true;
}

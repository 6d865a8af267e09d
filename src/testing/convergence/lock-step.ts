import type { Outcome } from '../trial.ts';

/**
 * Whether every clock c of every worker started from w0 and all updates of clocks below c, and nothing else: what a run computes
 * is then what one machine would. `holdsRounds`: updates are kept back until those of the whole round are there, so
 * that some of round c may have come already.
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

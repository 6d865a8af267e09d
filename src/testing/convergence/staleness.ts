import type { Outcome } from '../trial.ts';

/** The largest staleness of an update in each half of a run. */
export interface StalenessByHalf {
  readonly early: number;
  readonly late: number;
  /** Whether the second half clearly exceeds the first, as where staleness grows with time. */
  readonly grows: boolean;
}

/** Returns how the staleness of a run develops. Where it grows, no step stays safe. */
export function stalenessByHalf({ trace, result }: Outcome): StalenessByHalf {
  let [early, late] = [0, 0];
  for (const { event } of trace) {
    if (event.kind !== 'updated') continue;
    if (event.update <= result.updates / 2) early = Math.max(early, event.staleness);
    else late = Math.max(late, event.staleness);
  }
  return { early, late, grows: late > 1.5 * early + result.workers.length };
}

/** Describes a worker that has not pulled in the second half of its clocks; undefined where all keep pulling. */
export function lostWorker({ trace, result }: Outcome): string | undefined {
  const pulledFor = new Array<number>(result.workers.length).fill(0);
  const started = new Array<number>(result.workers.length).fill(0);
  for (const { event } of trace) {
    if (event.kind === 'pulled') pulledFor[event.worker] = event.clock;
    if (event.kind === 'clock-started') started[event.worker] = event.clock;
  }
  const lost = started.findIndex((clock, worker) => pulledFor[worker]! < clock / 2);
  if (lost < 0) return undefined;
  return `worker ${lost}, which pulled for the last time before clock ${pulledFor[lost]} and is at clock ${started[lost]}`;
}

/** Returns the most clocks that a worker started on one replica, its own steps included; 1 where all pull before every clock. */
export function longestStreak({ trace, result }: Outcome): number {
  const pulledFor = new Array<number>(result.workers.length).fill(0);
  let longest = 1;
  for (const { event } of trace) {
    if (event.kind === 'pulled') pulledFor[event.worker] = event.clock;
    if (event.kind === 'clock-started') {
      longest = Math.max(longest, event.clock - pulledFor[event.worker]! + 1);
    }
  }
  return longest;
}

import { setImmediate } from 'node:timers/promises';
import type { StopRequest } from './stop-request.ts';

/** How long the run keeps the processor before signals and the progress bar get their turn, in milliseconds. */
const sliceMs = 30;
const mostEvents = 2 ** 22;

/** A single event that takes so many milliseconds (an evaluation on a great deal of data) would keep a user waiting. */
const heavyMs = 400;

/** Anything that works in steps and says whether there is more. */
export interface Steppable {
  advance(maxEvents: number): boolean;
}

/**
 * Advances `run` to its end in slices of about 30 ms of wall time, calling `betweenSlices` after each.
 * @throws what `stop` throws, as soon as the user asks to stop.
 */
export async function runToEnd(run: Steppable, stop: StopRequest, betweenSlices: () => void): Promise<void> {
  let events = 1;
  let heavy = true; // until it has shown itself light: the first event starts all workers and evaluates the start
  for (let slice = 0; ; slice++) {
    const started = performance.now();
    // Results of finished runs are on the disk, so that the system may end a heavy event in the middle.
    const more = heavy ? stop.whileBlocking(() => run.advance(events)) : run.advance(events);
    const elapsed = performance.now() - started;
    heavy = elapsed > heavyMs || (heavy && slice > 0);
    events = nextSlice(events, elapsed);
    betweenSlices();
    await setImmediate(); // signals are delivered here
    stop.check();
    if (!more) return;
  }
}

/** Advances `run` to its end in slices of about 30 ms on a thread that has nothing else to do, calling `betweenSlices` after each. */
export function runThrough(run: Steppable, betweenSlices: () => void): void {
  for (let events = 1, more = true; more; ) {
    const started = performance.now();
    more = run.advance(events);
    events = nextSlice(events, performance.now() - started);
    betweenSlices();
  }
}

/** Events for the next slice, from how long the last one took; it at most doubles, since events are not alike. */
export function nextSlice(events: number, elapsedMs: number): number {
  const factor = Math.min(2, sliceMs / Math.max(elapsedMs, 0.01));
  return Math.min(mostEvents, Math.max(1, Math.floor(events * factor)));
}

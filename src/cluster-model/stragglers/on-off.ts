import { after, type Duration, type SimTime, START, secondsToNanoseconds } from '../../engine/time.ts';
import type { Sampler } from '../../random/variate.ts';
import type { Pieces } from './step-courses.ts';

/** In seconds. Every change is a step of work for whoever computes through it. */
export const SHORTEST_CYCLE = 1e-6;

/** Two states in turn; all three are addressed by worker and number of the cycle. */
export interface OnOff {
  /** Seconds of factor 1 that begin a cycle. */
  readonly off: Sampler['draw'];
  /** Seconds of `factor` that end it. */
  readonly on: Sampler['draw'];
  readonly factor: Sampler['draw'];
}

/** The course of `worker`: off, on, off, on, … */
export function onOffPieces(worker: number, { off, on, factor }: OnOff): Pieces {
  let cycle = -1;
  let isOn = true;
  let start = START;
  let end = START;
  return () => {
    isOn = !isOn;
    if (isOn) return { end, factor: factor(worker, cycle) };
    cycle += 1;
    const previous = end;
    start = after(previous, secondsToNanoseconds(off(worker, cycle)));
    const length = start + secondsToNanoseconds(on(worker, cycle)) - previous;
    // Two lengths of zero together would never get past an instant: one nanosecond is the least of a cycle.
    end = after(previous, Math.max(length, 1) as Duration);
    return { end: start as SimTime, factor: 1 };
  };
}

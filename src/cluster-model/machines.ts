import { type Duration, NEVER, type SimTime, secondsToNanoseconds } from '../engine/time.ts';
import type { StragglerSet } from './straggler-set.ts';

/** The workers' machines: how long a computation takes on each. */
export class Machines {
  /** Relative to the reference machine. [workers] */
  readonly speeds: Float64Array;
  readonly #stragglers: StragglerSet;

  constructor(speeds: Float64Array, stragglers: StragglerSet) {
    this.speeds = speeds;
    this.#stragglers = stragglers;
  }

  /**
   * How long `worker` takes for `clock`, whose work is `work` seconds on the reference machine, when it starts at `start`:
   * T with work = ∫ v(t) dt over [start, start + T], v = speed / factor, and the delays after that. Rounded once.
   */
  clockDuration(worker: number, clock: number, start: SimTime, work: number): Duration {
    const speed = this.speeds[worker]!;
    const stragglers = this.#stragglers;
    let time = start;
    let left = work;
    let seconds = 0;
    for (;;) {
      const rate = speed / stragglers.factorAt(worker, time, clock);
      const change = stragglers.nextChange(worker, time);
      const span = change === NEVER ? Number.POSITIVE_INFINITY : (change - time) / 1e9;
      if (left <= rate * span) {
        seconds += left / rate;
        break;
      }
      left -= rate * span;
      seconds += span;
      time = change;
    }
    return secondsToNanoseconds(seconds + stragglers.delayOf(worker, clock));
  }
}

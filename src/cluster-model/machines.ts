import { type Duration, type SimTime, secondsToNanoseconds } from '../engine/time.ts';
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
   * T with work = ∫ v(t) dt over [start, start + T], v = speed / factor, and the delays after that. A recorded time R takes the place of
   * work / speed: R = ∫ 1 / factor dt. Rounded once.
   */
  clockDuration(worker: number, clock: number, start: SimTime, work: number): Duration {
    const stragglers = this.#stragglers;
    // What was recorded takes the place of the work at the speed of the machine.
    const recorded = stragglers.recordedSeconds(worker, clock);
    const speed = recorded === undefined ? this.speeds[worker]! : 1;
    let time = start;
    let left = recorded ?? work;
    for (;;) {
      const rate = speed / stragglers.factorAt(worker, time, clock);
      const change = stragglers.nextChange(worker, time);
      // What changes after the last instant that can be told apart is of no concern, and might go on for ever.
      const span = change > Number.MAX_SAFE_INTEGER ? Number.POSITIVE_INFINITY : (change - time) / 1e9;
      if (left <= rate * span) {
        const seconds = (time - start) / 1e9 + left / rate + stragglers.delayOf(worker, clock);
        return secondsToNanoseconds(seconds);
      }
      left -= rate * span;
      time = change;
    }
  }
}

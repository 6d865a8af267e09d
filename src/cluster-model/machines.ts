import { InputError } from '../base/errors.ts';
import { type Duration, nanosecondsToSeconds, type SimTime, secondsToNanoseconds } from '../engine/time.ts';
import type { StragglerSet } from './straggler-set.ts';

/** Changes of speed within one clock after which nobody will see its end. */
const MAX_STEPS = 10_000_000;

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
    for (let steps = 0; ; steps++) {
      if (steps === MAX_STEPS) throw endlessClock(worker, clock, time);
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

/** The error of a clock that goes through one change of speed after the other and does not get done. */
function endlessClock(worker: number, clock: number, time: SimTime): InputError {
  return new InputError({
    message: `clock ${clock} of worker ${worker} has passed ${MAX_STEPS} changes of speed by ${nanosecondsToSeconds(time)} s and is not done`,
    hint: 'does a straggler slow it down without bound, or change too often for clocks so long?',
  });
}

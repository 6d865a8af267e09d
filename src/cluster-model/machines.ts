import { InputError } from '../base/errors.ts';
import { type Duration, nanosecondsToSeconds, type SimTime, secondsToNanoseconds } from '../engine/time.ts';
import type { StragglerSet } from './straggler-set.ts';

/** Changes of speed within one clock after which nobody will see its end. */
const MAX_STEPS = 10_000_000;

/** Changes within one clock that take a moment; more may take seconds. */
const QUICK_STEPS = 100_000;

/** Does work that may take long and cannot be left halfway, so that the host can let the user end it. */
export type WhileBlocking = <T>(work: () => T) => T;

/** The workers' machines: how long a computation takes on each. */
export class Machines {
  /** Relative to the reference machine. [workers] */
  readonly speeds: Float64Array;
  readonly #stragglers: StragglerSet;
  readonly #whileBlocking: WhileBlocking;

  constructor(
    speeds: Float64Array,
    stragglers: StragglerSet,
    whileBlocking: WhileBlocking = (work) => work(),
  ) {
    this.speeds = speeds;
    this.#stragglers = stragglers;
    this.#whileBlocking = whileBlocking;
  }

  /**
   * How long `worker` takes for `clock`, whose work is `work` seconds on the reference machine, when it starts at `start`:
   * T with work = ∫ v(t) dt over [start, start + T], v = speed / factor, and the delays after that; v is 0 while the machine is suspended.
   * A recorded time R takes the place of work / speed: R = ∫ 1 / factor dt. Rounded once.
   * @throws InputError where the clock does not end within 2^53 ns, or passes very many changes of speed.
   */
  clockDuration(worker: number, clock: number, start: SimTime, work: number): Duration {
    const recorded = this.#stragglers.recordedSeconds(worker, clock);
    const speed = recorded === undefined ? this.speeds[worker]! : 1;
    return this.#rest({ worker, clock, start, speed }, start, recorded ?? work, 0);
  }

  /** The duration of a clock that has `left` of its work at `time`, after `passed` changes of speed. */
  #rest(begun: BegunClock, from: SimTime, work: number, passed: number): Duration {
    const { worker, clock, start, speed } = begun;
    const stragglers = this.#stragglers;
    let time = from;
    let left = work;
    for (let steps = passed; ; steps++) {
      if (steps === QUICK_STEPS && passed === 0)
        return this.#whileBlocking(() => this.#rest(begun, time, left, steps));
      if (steps === MAX_STEPS) throw endlessClock(begun, time, stragglers.restlessEntry(worker, time));
      const rate = speed / stragglers.factorAt(worker, time, clock);
      const change = stragglers.nextChange(worker, time);
      // What changes after the last instant that can be told apart is of no concern, and might go on for ever.
      const span = change > Number.MAX_SAFE_INTEGER ? Number.POSITIVE_INFINITY : (change - time) / 1e9;
      if (left === 0 || left <= rate * span) {
        const last = left === 0 ? 0 : left / rate;
        return secondsToNanoseconds((time - start) / 1e9 + last + stragglers.delayOf(worker, clock));
      }
      if (span === Number.POSITIVE_INFINITY) return secondsToNanoseconds(span); // suspended to the end of time
      left -= rate * span;
      time = change;
    }
  }
}

/** A clock that a worker has begun on a machine of this speed. */
interface BegunClock {
  readonly worker: number;
  readonly clock: number;
  readonly start: SimTime;
  readonly speed: number;
}

/** The error of a clock that goes through one change of speed after the other and does not get done. */
function endlessClock({ worker, clock }: BegunClock, time: SimTime, path: string | undefined): InputError {
  return new InputError({
    ...(path !== undefined && { path }),
    message: `clock ${clock} of worker ${worker} has passed ${MAX_STEPS} changes of speed by ${nanosecondsToSeconds(time)} s and is not done`,
    hint: 'does a straggler slow it down without bound, or change too often for clocks so long?',
  });
}

import { InputError } from '../../base/errors.ts';
import { NEVER, type SimTime, secondsToNanoseconds } from '../../engine/time.ts';
import { unitsBetween } from './instants.ts';
import type { SpeedProfile } from './speed-profile.ts';

/** The factors of a profile in simulated time. */
export interface SpeedCourse {
  /** Instants of the first round at which the factor changes, ascending; of equal ones the last counts. [n] */
  readonly times: readonly SimTime[];
  /** The factor from each instant on; Infinity while the machine is suspended. [n] */
  readonly factors: readonly number[];
  /** The length of a round; NEVER where there is only one. */
  readonly period: SimTime;
}

/** How a profile is laid over the time of a run. */
export interface CourseOptions {
  /** Seconds that a time of 1 in the file stands for. */
  readonly unit: number;
  /** Which time of the file is time 0 of the run: its own, or that of its first line. */
  readonly start: 'zero' | 'first';
  /** Seconds after the last line at which the file begins again; takes the place of what it says. */
  readonly loopAfter: number | undefined;
}

/** @throws InputError, with file and line, where the options do not suit the file and where a machine never goes on. */
export function speedCourse(profile: SpeedProfile, options: CourseOptions): SpeedCourse {
  const { file, changes } = profile;
  const first = changes[0]!;
  if (first.instant.isCalendar && (options.start !== 'first' || options.unit !== 1)) {
    const message =
      options.start === 'first'
        ? 'unit, but calendar times are seconds'
        : 'calendar times, without start: first';
    throw new InputError({ file, line: first.line, message, allowed: 'start: first, and no unit' });
  }
  const times = changes.map(({ instant }) =>
    nanoseconds(options.start === 'first' ? unitsBetween(first.instant, instant) : instant.value, options),
  );
  const course = {
    times,
    factors: changes.map(({ factor }) => factor),
    period: periodOf(profile, times.at(-1)!, options),
  };
  refuseEndlessRest(profile, course);
  return course;
}

function nanoseconds(length: number, { unit }: CourseOptions): SimTime {
  return secondsToNanoseconds(length * unit) as number as SimTime;
}

function periodOf({ file, changes, loop }: SpeedProfile, last: SimTime, options: CourseOptions): SimTime {
  const { loopAfter } = options;
  if (loopAfter !== undefined) return (last + Math.max(1, secondsToNanoseconds(loopAfter))) as SimTime;
  if (!loop) return NEVER;
  const period =
    loop.kind === 'every' ? nanoseconds(loop.length, options) : last + nanoseconds(loop.length, options);
  if (period >= Math.max(1, last)) return period as SimTime;
  throw new InputError({
    file,
    line: changes.at(-1)!.line,
    message: 'the file begins again before it has ended, or at once',
    allowed: 'a period of a nanosecond or more, not shorter than the time of the last line',
  });
}

/** A suspended machine must go on at some time, again and again where the file loops. */
function refuseEndlessRest({ file, changes }: SpeedProfile, { times, factors, period }: SpeedCourse): void {
  const isOn = (k: number) => factors[k] !== Number.POSITIVE_INFINITY;
  const lasts = (k: number) => (times[k + 1] ?? period + times[0]!) > times[k]!;
  const goesOn = period === NEVER ? isOn(factors.length - 1) : factors.some((_, k) => isOn(k) && lasts(k));
  if (goesOn) return;
  throw new InputError({
    file,
    line: changes.at(-1)!.line,
    message: 'a speed of 0 to the end: the machine never goes on',
    allowed: 'a later line with a speed > 0, or LOOPAFTER, PERIODICITY or loopAfter',
    hint: 'a machine that is lost for good is a fault: kind: loss',
  });
}

import { InputError } from '../base/errors.ts';

declare const instant: unique symbol;
declare const length: unique symbol;

/** An instant of simulated time, in whole nanoseconds since the start. */
export type SimTime = number & { readonly [instant]: true };

/** A length of simulated time, in whole nanoseconds. */
export type Duration = number & { readonly [length]: true };

/** The instant at which a run begins. */
export const START = 0 as SimTime;
/** Later than every instant. */
export const NEVER = Number.POSITIVE_INFINITY as SimTime;

const NANOSECONDS_PER_SECOND = 1e9;

/** Rounds to whole nanoseconds. Round once, where a duration enters; sums of whole numbers are then exact. */
export function secondsToNanoseconds(seconds: number): Duration {
  return Math.round(seconds * NANOSECONDS_PER_SECOND) as Duration;
}

/** Returns the double nearest to the number of seconds. */
export function nanosecondsToSeconds(nanoseconds: number): number {
  return nanoseconds / NANOSECONDS_PER_SECOND;
}

/** Returns the instant `duration` after `time`. */
export function after(time: SimTime, duration: Duration): SimTime {
  return (time + duration) as SimTime;
}

/** Returns the duration from `earlier` to `later`. */
export function between(earlier: SimTime, later: SimTime): Duration {
  return (later - earlier) as Duration;
}

/**
 * Returns `time` if a double can represent every nanosecond up to it.
 * @throws InputError beyond 2^53 ns (104 days); `cause` names the event, for `subject` (a worker) and `index` (its clock), which are
 * arguments so that no closure is made for every event.
 */
export function withinRange(
  time: SimTime,
  cause: (subject: number, index: number) => string,
  subject = 0,
  index = 0,
): SimTime {
  if (time <= Number.MAX_SAFE_INTEGER) return time;
  throw new InputError({
    message: `${cause(subject, index)} would end after more than 104 days of simulated time (2^53 ns)`,
    hint: 'use faster machines, a faster network, or stop.maxTime',
  });
}

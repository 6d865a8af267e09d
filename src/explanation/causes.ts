/**
 * What an instant of a run can be spent on, as an explanation has it. A clock is `computing` for as long as its work takes on the fastest
 * machine of the cluster; what a slower machine adds is `slowMachine`, what its stragglers add is `straggler`. `gate`: a server shard holds an
 * answer back until slower workers have caught up. `queue`: waiting for a shard that serves others, or saves a checkpoint. `faults`: crashes and what they
 * undo, outages, detection, lost transmissions. `limit`: after the last update, until a limit ended the run. `idle`: after a worker's last clock.
 */
export const causes = [
  'computing',
  'slowMachine',
  'straggler',
  'network',
  'queue',
  'service',
  'gate',
  'faults',
  'limit',
  'idle',
] as const;
/** One of `causes`. */
export type Cause = (typeof causes)[number];

/** Nanoseconds by cause. */
export type Spending = Readonly<Record<Cause, number>>;

/** Nothing spent yet. */
export function nothingSpent(): Record<Cause, number> {
  return Object.fromEntries(causes.map((cause) => [cause, 0])) as Record<Cause, number>;
}

/** A length of time with one cause, in nanoseconds. */
export interface Share {
  readonly cause: Cause;
  readonly length: number;
}

/** The shares that are longer than nothing. */
export function sharesOf(...pairs: readonly (readonly [Cause, number])[]): readonly Share[] {
  return pairs.flatMap(([cause, length]) => (length > 0 ? [{ cause, length }] : []));
}

/** A broken invariant: an error of this program, never of the user. Exit code 1. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** Throws where an invariant does not hold. `message` says at what time and for which worker. */
export function assert(condition: boolean, message: string | (() => string)): asserts condition {
  if (!condition) throw new InvariantError(typeof message === 'string' ? message : message());
}

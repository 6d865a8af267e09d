/** A broken promise of our own code: never the user's fault. Exit code 1. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** Stops at once when something that must hold does not. Say in `message` when and to whom it happened. */
export function assert(condition: boolean, message: string | (() => string)): asserts condition {
  if (!condition) throw new InvariantError(typeof message === 'string' ? message : message());
}

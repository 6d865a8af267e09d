import type { Problem } from '../base/errors.ts';
import type { RunFailure } from './run-failure.ts';
import type { RunOrder } from './run-order.ts';

/** Runs that a thread makes in one go. */
export interface Batch {
  readonly orders: readonly RunOrder[];
  /** Files of plugins, to be counted in. */
  readonly plugins: readonly string[];
  /** The folder of the store. */
  readonly store: string;
  /** Where the thread says how far it is: the position of the run in hand, and the part of it that is done. [2] */
  readonly progress: Float64Array;
}

/** How one run of a batch ended: packed, or with the reason why it came to nothing. */
export type Ending = { readonly packed: Uint8Array } | { readonly failure: RunFailure };

/** What a thread answers. */
export interface Endings {
  /** In the order of the batch. */
  readonly endings: readonly Ending[];
  /** What the user should know about what was prepared for them. */
  readonly warnings: readonly Problem[];
  /** Milliseconds that the runs took. */
  readonly elapsedMs: number;
}

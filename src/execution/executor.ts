import type { Problem } from '../base/errors.ts';
import type { RunOutcome } from '../simulation/run-result.ts';
import type { RunFailure } from './run-failure.ts';
import type { RunOrder } from './run-order.ts';

/** A run that is being made. */
export interface RunInHand {
  readonly order: RunOrder;
  /** Part of it that is done, as far as it can be known: 0 to 1. */
  readonly fraction: number;
  /** What the display may say of a run when there is but one; undefined where it is made elsewhere. */
  readonly progress?: {
    readonly time: number;
    readonly updates: number;
    readonly objective: number | undefined;
  };
}

/** Who is told how runs end. Each order ends once, as finished or as failed. */
export interface ExecutorListener {
  /** The run is in the store. */
  finished(order: RunOrder, outcome: RunOutcome): void;
  failed(order: RunOrder, failure: RunFailure): void;
  /** What the user should know about the machines and data of some runs, though nothing is wrong. */
  warned(problems: readonly Problem[]): void;
  /** No run can be made any more. */
  broken(error: unknown): void;
}

/** Makes runs, in any order, wherever there is room: here, on threads, on other machines. */
export interface Executor {
  take(orders: readonly RunOrder[]): void;
  readonly inHand: readonly RunInHand[];
  /** Where the runs are made, for the display, such as `3 workers`; empty where that goes without saying. */
  readonly place: string;
  /** Gives up what is in hand and frees everything. */
  close(): Promise<void>;
}

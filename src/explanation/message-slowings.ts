import type { MessageKind } from '../cluster-model/messages.ts';
import { recordedTransit } from '../cluster-model/network.ts';
import { StragglerSet } from '../cluster-model/straggler-set.ts';
import type { SimTime } from '../engine/time.ts';
import type { Prepared } from '../simulation/index.ts';
import { withoutStragglers } from './changes.ts';

/** How stragglers slow down a message. */
export interface Slowing {
  readonly factor: number;
  /** Nanoseconds that are recorded for its way beyond those of the fastest recorded worker. */
  readonly recorded: number;
}

/** Answers how the stragglers of a cluster slow down its messages. */
export class MessageSlowings {
  readonly #stragglers: StragglerSet;
  /** What is left of them where they are taken away. */
  readonly #without: StragglerSet;

  constructor(prepared: Prepared) {
    const { workerCount, stragglers } = prepared;
    this.#stragglers = new StragglerSet(workerCount, stragglers, 'network');
    this.#without = new StragglerSet(workerCount, withoutStragglers(prepared).stragglers, 'network');
  }

  /** Of a message of `worker` that is sent at `time`. */
  of(kind: MessageKind, worker: number, clock: number, time: number): Slowing {
    const seconds =
      recordedTransit(this.#stragglers, kind, worker, clock) -
      recordedTransit(this.#without, kind, worker, clock);
    return {
      factor: this.#stragglers.factorAt(worker, time as SimTime, clock),
      recorded: seconds * 1e9,
    };
  }
}

/**
 * The part of a message's `length` on its way that its stragglers cost, in whole nanoseconds: length = (a + r) · f without contention, a being the length
 * without stragglers, so that length − a = length − length / f + r. With contention the waiting for busy cards counts as slowed by f too.
 */
export function slowedPart({ factor, recorded }: Slowing, length: number): number {
  const alone = Math.round(length / factor - recorded);
  return Math.min(length, Math.max(0, length - alone));
}

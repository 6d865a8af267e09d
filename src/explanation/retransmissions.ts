import type { FaultEntry } from '../cluster-model/make-faults.ts';
import { MessageKind } from '../cluster-model/messages.ts';
import type { Prepared } from '../simulation/index.ts';

/** For how long messages are held back because transmissions are lost: their own, and those of messages before them. */
export class Retransmissions {
  readonly #entries: readonly FaultEntry[];
  readonly #shardCount: number;
  /** By pair of sender and receiver: until when the last message that was lost has been held. */
  readonly #heldUntil = new Map<number, number>();

  constructor({ faults, shardCount }: Prepared) {
    this.#entries = faults.filter(({ model }) => model.messageLoss !== undefined);
    this.#shardCount = shardCount;
  }

  /** Nanoseconds for which a message that is sent at `time` is held. Messages of a pair must be asked about in the order of sending. */
  heldFor(kind: MessageKind, worker: number, clock: number, shard: number, time: number): number {
    if (this.#entries.length === 0) return 0;
    const pair = 2 * (worker * this.#shardCount + shard) + (kind === MessageKind.answer ? 1 : 0);
    const first = Math.max(time, this.#heldUntil.get(pair) ?? 0);
    let release = first;
    for (const { model, hits } of this.#entries) {
      if (hits[worker] !== 1) continue;
      const { timeout, lostTransmissions } = model.messageLoss!;
      release += timeout * lostTransmissions(kind, worker, clock, shard);
    }
    this.#heldUntil.set(pair, release);
    return release - time;
  }
}

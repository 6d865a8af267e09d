import type { Engine } from '../../engine/engine.ts';
import { after, type Duration, withinRange } from '../../engine/time.ts';
import type { FaultEntry } from '../make-faults.ts';
import { MessageKind, type Messages } from '../messages.ts';
import type { Network } from '../network.ts';

/** What a lossy network needs of the rest of the run. */
export interface LossyParts {
  readonly engine: Engine;
  readonly messages: Messages;
  readonly shardCount: number;
  /** The kind of the event that says a transmission is repeated; its subject goes to `retransmit`. */
  readonly retransmitKind: number;
  /** `count` transmissions of `message`, which is being sent, are lost. */
  onLost(message: number, count: number): void;
}

/**
 * Another network whose transmissions get lost. What is sent goes out one timeout later for every loss; messages of the same sender to
 * the same receiver wait behind it, so that none overtakes another. A message is never given up, not even when its sender crashes.
 */
export class LossyNetwork implements Network {
  readonly #network: Network;
  readonly #entries: readonly FaultEntry[];
  readonly #parts: LossyParts;
  /** By pair of sender and receiver: the message to be repeated, and those that wait behind it. */
  readonly #held = new Map<number, number[]>();

  /** `entries`: those that lose messages. */
  constructor(network: Network, entries: readonly FaultEntry[], parts: LossyParts) {
    this.#network = network;
    this.#entries = entries;
    this.#parts = parts;
  }

  send(message: number): void {
    const pair = this.#pairOf(message);
    const held = this.#held.get(pair);
    if (held) held.push(message);
    else this.#transmit(message, pair);
  }

  step(subject: number): void {
    this.#network.step?.(subject);
  }

  /** The first message held of a pair gets through; those behind it are sent in their turn. */
  retransmit(pair: number): void {
    const [first, ...others] = this.#held.get(pair)!;
    this.#held.delete(pair);
    this.#network.send(first!);
    for (const message of others) this.send(message);
  }

  #transmit(message: number, pair: number): void {
    const { engine, messages, retransmitKind, onLost } = this.#parts;
    const worker = messages.workers[message]!;
    const kind = messages.kinds[message]! as MessageKind;
    let lost = 0;
    let delay = 0;
    for (const { model, hits } of this.#entries) {
      if (hits[worker] !== 1) continue;
      const { timeout, lostTransmissions } = model.messageLoss!;
      const count = lostTransmissions(kind, worker, messages.clocks[message]!, messages.shards[message]!);
      lost += count;
      delay += count * timeout;
    }
    if (lost > 0) onLost(message, lost);
    if (delay === 0) {
      this.#network.send(message);
      return;
    }
    this.#held.set(pair, [message]);
    const again = withinRange(
      after(engine.now, delay as Duration),
      () => `the ${lost} retransmissions of a message of worker ${worker}`,
    );
    engine.scheduleAt(again, retransmitKind, pair);
  }

  #pairOf(message: number): number {
    const { messages, shardCount } = this.#parts;
    const pair = messages.workers[message]! * shardCount + messages.shards[message]!;
    return 2 * pair + (messages.kinds[message] === MessageKind.answer ? 1 : 0);
  }
}

import { MessageKind, type Messages } from '../cluster-model/messages.ts';
import type { Network } from '../cluster-model/network.ts';
import type { Membership } from './membership.ts';
import type { TrainingEvent } from './training-event.ts';

/** What messages are sent with. */
export interface MailParts {
  readonly messages: Messages;
  readonly network: Network;
  readonly membership: Membership;
  readonly emit: ((event: TrainingEvent) => void) | undefined;
}

/** Sends messages between workers and server shards: stamps them, counts their bytes, and tells of them. */
export class Mail {
  /** Bytes sent so far. Pull requests count as pulled. */
  bytesPushed = 0;
  bytesPulled = 0;
  readonly #parts: MailParts;

  constructor(parts: MailParts) {
    this.#parts = parts;
  }

  /** Sends a message of `bytes` that carries, or asks for, `values` parameter values. `push`: the row of a push in the ledger. */
  send(
    kind: MessageKind,
    worker: number,
    shard: number,
    clock: number,
    values: number,
    bytes: number,
    push = -1,
  ): void {
    const { messages, network, membership, emit } = this.#parts;
    const message = messages.add(kind, worker, shard, clock);
    messages.values[message] = values;
    messages.bytes[message] = bytes;
    messages.pushes[message] = push;
    membership.stamp(message);
    this.#count(kind, bytes);
    network.send(message);
    if (kind === MessageKind.push) emit?.({ kind: 'push-sent', worker, clock, shard, bytes });
    if (kind === MessageKind.pullRequest) emit?.({ kind: 'pull-sent', worker, clock, shard });
  }

  /** Counts bytes that are sent by other ways than the network between workers and shards. */
  countPulled(bytes: number): void {
    this.bytesPulled += bytes;
  }

  #count(kind: MessageKind, bytes: number): void {
    if (kind === MessageKind.push) this.bytesPushed += bytes;
    else this.bytesPulled += bytes;
  }
}

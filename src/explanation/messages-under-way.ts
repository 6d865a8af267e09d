import { assert } from '../base/assert.ts';
import { MessageKind } from '../cluster-model/messages.ts';
import type { Prepared } from '../simulation/index.ts';
import { sharesOf } from './causes.ts';
import { MessageSlowings, type Slowing, slowedPart } from './message-slowings.ts';
import { Retransmissions } from './retransmissions.ts';
import type { Step } from './step.ts';

/** Which message of a worker and a shard. */
export interface MessageName {
  readonly worker: number;
  readonly clock: number;
  readonly shard: number;
}

type Kind = 'push-sent' | 'pull-sent' | 'answer-sent';

interface UnderWay {
  readonly kind: Kind;
  readonly clock: number;
  readonly cause: Step | undefined;
  /** For how long it is held back because transmissions are lost. */
  readonly held: number;
  readonly slowing: Slowing;
}

const messageKinds = {
  'push-sent': MessageKind.push,
  'pull-sent': MessageKind.pullRequest,
  'answer-sent': MessageKind.answer,
} as const;

/** What has been sent and has not arrived yet. Messages of one sender to one receiver arrive in the order in which they were sent. */
export class MessagesUnderWay {
  readonly #retransmissions: Retransmissions;
  readonly #slowings: MessageSlowings;
  readonly #shardCount: number;
  /** By worker and shard: to the shard, and to the worker. [workers · shards] */
  readonly #up: UnderWay[][] = [];
  readonly #down: UnderWay[][] = [];
  /** The last that has arrived at the shard. [workers · shards] */
  readonly #arrived: Step[] = [];

  constructor(prepared: Prepared) {
    this.#retransmissions = new Retransmissions(prepared);
    this.#slowings = new MessageSlowings(prepared);
    this.#shardCount = prepared.shardCount;
  }

  /** `cause`: what it was sent upon; undefined: the start. */
  send(kind: Kind, { worker, clock, shard }: MessageName, time: number, cause: Step | undefined): void {
    const held = this.#retransmissions.heldFor(messageKinds[kind], worker, clock, shard, time);
    const way = kind === 'answer-sent' ? this.#down : this.#up;
    const pair = worker * this.#shardCount + shard;
    way[pair] ??= [];
    const slowing = this.#slowings.of(messageKinds[kind], worker, clock, time);
    way[pair].push({ kind, clock, cause, held, slowing });
  }

  /** A push or a pull request arrives. */
  arriveAtShard(name: MessageName, time: number): Step {
    const pair = name.worker * this.#shardCount + name.shard;
    const step = this.#arrive(this.#up, name, time, this.#arrived[pair]);
    this.#arrived[pair] = step;
    return step;
  }

  /** An answer arrives, even if nobody waits for it any more. */
  arriveAtWorker(name: MessageName, time: number): Step {
    return this.#arrive(this.#down, name, time);
  }

  /** All answers to the pull of `worker` have arrived. */
  endPull(worker: number): void {
    const first = worker * this.#shardCount;
    for (let pair = first; pair < first + this.#shardCount; pair++) this.#down[pair] = [];
  }

  /** `before`: a message that may have held it back; one that arrives with that is as slowed as the slower of the two. */
  #arrive(way: UnderWay[][], { worker, clock, shard }: MessageName, time: number, before?: Step): Step {
    const message = way[worker * this.#shardCount + shard]?.shift();
    assert(message?.clock === clock, () => `a message of worker ${worker} at ${time} ns that was not sent`);
    const { kind, cause, held, slowing } = message;
    const length = time - (cause?.time ?? 0);
    const lost = Math.min(held, length);
    const own = slowedPart(slowing, length - lost);
    const slowed = before?.time === time ? Math.min(length - lost, Math.max(own, slowedOf(before))) : own;
    const shares = sharesOf(['faults', lost], ['straggler', slowed], ['network', length - lost - slowed]);
    return { kind, worker, clock, shard, time, shares, cause };
  }
}

/** How much of a step its stragglers cost. */
function slowedOf({ shares }: Step): number {
  return shares.find(({ cause }) => cause === 'straggler')?.length ?? 0;
}

import type { Variate } from '../base/options.ts';
import type { Engine } from '../engine/engine.ts';
import { after, type SimTime, secondsToNanoseconds, withinRange } from '../engine/time.ts';
import type { Streams } from '../random/streams.ts';
import { type Sampler, samplerOf } from '../random/variate.ts';
import { MessageKind, type Messages } from './messages.ts';
import type { StragglerSet } from './straggler-set.ts';

/** What a network is made of. */
export interface NetworkOptions {
  /** Seconds. */
  readonly latency: Variate;
  /** Bytes per second. */
  readonly bandwidth: Variate | 'unlimited';
}

/** How fast one kind of message travels. */
interface Lane {
  readonly latency: Sampler;
  /** undefined: unlimited. */
  readonly bandwidth: Sampler | undefined;
}

/** The drawn latencies and bandwidths of a cluster: one lane per kind of message, addressed by worker, clock and shard. */
export class Links {
  readonly #lanes: readonly Lane[];

  constructor({ latency, bandwidth }: NetworkOptions, streams: Streams) {
    // The order is that of MessageKind.
    this.#lanes = ['push', 'pull-request', 'answer'].map((name) => ({
      latency: samplerOf(latency, streams.stream(`network/latency/${name}`)),
      bandwidth:
        bandwidth === 'unlimited'
          ? undefined
          : samplerOf(bandwidth, streams.stream(`network/bandwidth/${name}`)),
    }));
  }

  /** Seconds that a message takes when it meets no other. */
  transferSeconds(kind: MessageKind, worker: number, clock: number, shard: number, bytes: number): number {
    const { latency, bandwidth } = this.#lanes[kind]!;
    const seconds = latency.draw(worker, clock, shard);
    return bandwidth === undefined ? seconds : seconds + bytes / bandwidth.draw(worker, clock, shard);
  }

  /** The same, with mean latency and mean bandwidth. */
  meanTransferSeconds(kind: MessageKind, bytes: number): number {
    const { latency, bandwidth } = this.#lanes[kind]!;
    return bandwidth === undefined ? latency.mean : latency.mean + bytes / bandwidth.mean;
  }
}

/** Takes messages from senders to receivers. */
export interface Network {
  /** Sends a message now; its arrival is an event. */
  send(message: number): void;
}

/**
 * A network on which messages do not slow each other down (`contention: none`): one of b bytes arrives latency + b / bandwidth
 * after it was sent, but never before an earlier one of the same sender to the same receiver.
 */
export class IndependentNetwork implements Network {
  readonly #engine: Engine;
  readonly #messages: Messages;
  readonly #links: Links;
  readonly #stragglers: StragglerSet;
  readonly #arrivalKind: number;
  readonly #shardCount: number;
  /** When the last message from a worker to a shard, and back, arrives. [workers · shards] */
  readonly #lastUp: Float64Array;
  readonly #lastDown: Float64Array;

  /** `arrivalKind`: the kind of the event that says a message (its subject) has arrived. */
  constructor(
    engine: Engine,
    messages: Messages,
    links: Links,
    stragglers: StragglerSet,
    size: { readonly workerCount: number; readonly shardCount: number; readonly arrivalKind: number },
  ) {
    this.#engine = engine;
    this.#messages = messages;
    this.#links = links;
    this.#stragglers = stragglers;
    this.#arrivalKind = size.arrivalKind;
    this.#shardCount = size.shardCount;
    this.#lastUp = new Float64Array(size.workerCount * size.shardCount);
    this.#lastDown = new Float64Array(size.workerCount * size.shardCount);
  }

  send(message: number): void {
    const messages = this.#messages;
    const kind = messages.kinds[message]! as MessageKind;
    const worker = messages.workers[message]!;
    const shard = messages.shards[message]!;
    const clock = messages.clocks[message]!;
    const now = this.#engine.now;
    const transfer = this.#links.transferSeconds(kind, worker, clock, shard, messages.bytes[message]!);
    // A pull is named for the clock that it is to start; what it has to do with is the one before.
    const transit = this.#stragglers.transitOf(worker, kind === MessageKind.push ? clock : clock - 1);
    const seconds = (transfer + transit) * this.#stragglers.factorAt(worker, now, clock);
    const last = kind === MessageKind.answer ? this.#lastDown : this.#lastUp;
    const pair = worker * this.#shardCount + shard;
    const arrival = withinRange(
      Math.max(after(now, secondsToNanoseconds(seconds)), last[pair]!) as SimTime,
      messageInWords,
      worker,
      clock,
    );
    last[pair] = arrival;
    this.#engine.scheduleAt(arrival, this.#arrivalKind, message);
  }
}

function messageInWords(worker: number, clock: number): string {
  return `a message of worker ${worker} in clock ${clock}`;
}

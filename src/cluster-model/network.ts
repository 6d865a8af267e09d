import type { Variate } from '../base/options.ts';
import type { Engine } from '../engine/engine.ts';
import { type SimTime, secondsToNanoseconds, withinRange } from '../engine/time.ts';
import type { Streams } from '../random/streams.ts';
import { type Sampler, samplerOf } from '../random/variate.ts';
import type { Bandwidth, Cards } from './cards.ts';
import { MessageKind, type Messages } from './messages.ts';
import type { StragglerSet } from './straggler-set.ts';

/** What a network is made of. */
export interface NetworkOptions {
  /** Seconds. */
  readonly latency: Variate;
  /** Bytes per second of every card that has none of its own. */
  readonly bandwidth: Bandwidth;
}

/** How fast one kind of message travels. */
interface Lane {
  /** The latencies of the network, and of each group of workers that has one of its own. */
  readonly latencies: readonly Sampler[];
  /** For messages between cards of which one has no bandwidth of its own; undefined: unlimited. */
  readonly bandwidth: Sampler | undefined;
}

/** What is particular to the machines of a cluster: their cards, and latencies of their own. */
export interface Ends {
  readonly cards: Cards;
  /** By group of workers; undefined: the network's. */
  readonly latencies: readonly (Variate | undefined)[];
  /** Of each worker. [workers] */
  readonly groups: Uint32Array;
}

/** The drawn latencies and bandwidths of a cluster: one lane per kind of message, addressed by worker, clock and shard. */
export class Links {
  readonly #lanes: readonly Lane[];
  readonly #cards: Cards;
  /** Which of the latencies each worker's messages have. [workers] */
  readonly #latencyOf: Uint32Array;
  readonly #widened: number;

  /** `widened`: how many times as wide as drawn what is drawn for a message is; the cards are as they are. */
  constructor(
    { latency, bandwidth }: NetworkOptions,
    streams: Streams,
    { cards, latencies, groups }: Ends,
    widened = 1,
  ) {
    this.#widened = widened;
    const own = latencies.filter((variate) => variate !== undefined);
    const places = latencies.map((variate) => (variate === undefined ? 0 : own.indexOf(variate) + 1));
    this.#cards = cards;
    this.#latencyOf = groups.map((group) => places[group]!);
    // The order is that of MessageKind.
    this.#lanes = ['push', 'pull-request', 'answer'].map((name) => {
      const stream = streams.stream(`network/latency/${name}`);
      return {
        latencies: [latency, ...own].map((variate) => samplerOf(variate, stream)),
        bandwidth:
          bandwidth === 'unlimited'
            ? undefined
            : samplerOf(bandwidth, streams.stream(`network/bandwidth/${name}`)),
      };
    });
  }

  /** Seconds that a message takes when it meets no other: latency + bytes / the bandwidth of the slower of the two cards. */
  transferSeconds(kind: MessageKind, worker: number, clock: number, shard: number, bytes: number): number {
    const seconds = this.latencySeconds(kind, worker, clock, shard);
    return seconds + bytes / this.#bandwidthBetween(kind, worker, clock, shard);
  }

  /** Seconds that a message takes between a worker and a machine that is neither worker nor shard, whose card is never in the way. */
  controlSeconds(kind: MessageKind, worker: number, clock: number, bytes: number): number {
    const { workers, shards } = this.#cards;
    const drawn =
      this.#lanes[kind]!.bandwidth?.draw(worker, clock, shards.length) ?? Number.POSITIVE_INFINITY;
    return this.latencySeconds(kind, worker, clock, shards.length) + bytes / ownOr(workers[worker]!, drawn);
  }

  /** The latency in that. */
  latencySeconds(kind: MessageKind, worker: number, clock: number, shard: number): number {
    const { latencies } = this.#lanes[kind]!;
    return latencies[this.#latencyOf[worker]!]!.draw(worker, clock, shard);
  }

  /** The same as `transferSeconds`, with mean latency and mean bandwidth. */
  meanTransferSeconds(kind: MessageKind, worker: number, shard: number, bytes: number): number {
    const { latencies, bandwidth } = this.#lanes[kind]!;
    const slower = this.#slowerCard(worker, shard, bandwidth?.mean);
    return latencies[this.#latencyOf[worker]!]!.mean + bytes / slower;
  }

  #bandwidthBetween(kind: MessageKind, worker: number, clock: number, shard: number): number {
    const slower = Math.min(this.#cards.workers[worker]!, this.#cards.shards[shard]!);
    if (!Number.isNaN(slower)) return slower;
    const drawn = this.#lanes[kind]!.bandwidth?.draw(worker, clock, shard);
    return this.#slowerCard(worker, shard, drawn === undefined ? drawn : drawn * this.#widened);
  }

  /** `others`: the bandwidth of a card that has none of its own. */
  #slowerCard(worker: number, shard: number, others = Number.POSITIVE_INFINITY): number {
    const { workers, shards } = this.#cards;
    return Math.min(ownOr(workers[worker]!, others), ownOr(shards[shard]!, others));
  }
}

function ownOr(bandwidth: number, others: number): number {
  return Number.isNaN(bandwidth) ? others : bandwidth;
}

/** Takes messages from senders to receivers. */
export interface Network {
  /** Sends a message now; its arrival is an event. */
  send(message: number): void;
  /** Something happens on the way: an event of the kind that the network was given for it. */
  step?(subject: number): void;
}

/** What a network is built on, whatever happens when messages meet. */
export interface NetworkParts {
  readonly engine: Engine;
  readonly messages: Messages;
  readonly links: Links;
  readonly stragglers: StragglerSet;
  readonly cards: Cards;
  /** The kind of the event that says a message (its subject) has arrived. */
  readonly arrivalKind: number;
  /** The kind of the events that are handed to `step`. */
  readonly stepKind: number;
}

/**
 * With contention: seconds for `latency` and `transfer` at once, when the worker's network is `factor` times slower. A factor below 1
 * makes no card faster than it is, and shortens the latency alone.
 */
export function slowedSeconds(latency: number, transfer: number, factor: number): number {
  return factor >= 1 ? (latency + transfer) * factor : latency * factor + transfer;
}

/** Seconds that were recorded for the way of a message of `worker`. A pull is named for the clock that it is to start, and belongs to the one before. */
export function recordedTransit(
  stragglers: StragglerSet,
  kind: MessageKind,
  worker: number,
  clock: number,
): number {
  return stragglers.transitOf(worker, kind === MessageKind.push ? clock : clock - 1);
}

/** `time`, when something of `message` happens, if time goes that far. */
export function inRange(time: number, message: number, { workers, clocks }: Messages): SimTime {
  return withinRange(time as SimTime, messageInWords, workers[message]!, clocks[message]!);
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

  constructor({ engine, messages, links, stragglers, cards, arrivalKind }: Omit<NetworkParts, 'stepKind'>) {
    this.#engine = engine;
    this.#messages = messages;
    this.#links = links;
    this.#stragglers = stragglers;
    this.#arrivalKind = arrivalKind;
    this.#shardCount = cards.shards.length;
    this.#lastUp = new Float64Array(cards.workers.length * cards.shards.length);
    this.#lastDown = new Float64Array(cards.workers.length * cards.shards.length);
  }

  send(message: number): void {
    const messages = this.#messages;
    const kind = messages.kinds[message]! as MessageKind;
    const worker = messages.workers[message]!;
    const shard = messages.shards[message]!;
    const clock = messages.clocks[message]!;
    const now = this.#engine.now;
    const transfer = this.#links.transferSeconds(kind, worker, clock, shard, messages.bytes[message]!);
    const transit = recordedTransit(this.#stragglers, kind, worker, clock);
    const seconds = (transfer + transit) * this.#stragglers.factorAt(worker, now, clock);
    const last = kind === MessageKind.answer ? this.#lastDown : this.#lastUp;
    const pair = worker * this.#shardCount + shard;
    const arrival = inRange(Math.max(now + secondsToNanoseconds(seconds), last[pair]!), message, messages);
    last[pair] = arrival;
    this.#engine.scheduleAt(arrival, this.#arrivalKind, message);
  }
}

function messageInWords(worker: number, clock: number): string {
  return `a message of worker ${worker} in clock ${clock}`;
}

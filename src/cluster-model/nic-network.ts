import { doubled } from '../base/typed-array.ts';
import { secondsToNanoseconds } from '../engine/time.ts';
import { MessageKind } from './messages.ts';
import { inRange, type Network, type NetworkParts, recordedTransit, slowedSeconds } from './network.ts';

const INITIAL_CAPACITY = 64;

/**
 * Cards that send one message at a time and receive one at a time, first in first out (`contention: nic`).
 *
 * A message of b bytes occupies the sending card for b / its bandwidth. The network buffers what is on its way, so that the receiving
 * card takes a message in one piece, for b / its own bandwidth, from the first instant from which it does not run dry. In the
 * order of these instants, messages queue before the receiving card. One that meets no other so takes what it would take without
 * contention; and one of a slow sender does not keep a fast receiver from serving others.
 */
export class NicNetwork implements Network {
  readonly #parts: NetworkParts;
  readonly #workerCount: number;
  readonly #shardCount: number;
  /** Bytes per second. Worker w has card w, shard s card M + s. [M + S] */
  readonly #bandwidths: Float64Array;
  /** When each card will have sent, and received, all that it has been given so far. [M + S] */
  readonly #sent: Float64Array;
  readonly #received: Float64Array;
  /** When the last message of a worker to a shard joined the queue there, and then likewise for the ways back. [2 · M · S] */
  readonly #lastJoin: Float64Array;
  /** Nanoseconds for which each message under way occupies the receiving card. */
  #receptions = new Float64Array(INITIAL_CAPACITY);

  constructor(parts: NetworkParts) {
    const { workers, shards } = parts.cards;
    this.#parts = parts;
    this.#workerCount = workers.length;
    this.#shardCount = shards.length;
    this.#bandwidths = new Float64Array(workers.length + shards.length);
    this.#bandwidths.set(workers);
    this.#bandwidths.set(shards, workers.length);
    this.#sent = new Float64Array(workers.length + shards.length);
    this.#received = new Float64Array(workers.length + shards.length);
    this.#lastJoin = new Float64Array(2 * workers.length * shards.length);
  }

  send(message: number): void {
    const { engine, messages, links, stragglers, arrivalKind, stepKind } = this.#parts;
    const worker = messages.workers[message]!;
    const shard = messages.shards[message]!;
    const clock = messages.clocks[message]!;
    const kind = messages.kinds[message]! as MessageKind;
    const down = kind === MessageKind.answer;
    const sender = down ? this.#workerCount + shard : worker;
    const receiver = down ? worker : this.#workerCount + shard;

    const factor = stragglers.factorAt(worker, engine.now, clock);
    const onWorker = messages.bytes[message]! / this.#bandwidths[worker]!;
    const onShard = messages.bytes[message]! / this.#bandwidths[this.#workerCount + shard]!;
    // It is the worker's card that is slow then, not the shard's.
    const onSlowWorker = onWorker * Math.max(1, factor);
    const sending = secondsToNanoseconds(down ? onShard : onSlowWorker);
    const receiving = secondsToNanoseconds(down ? onSlowWorker : onShard);
    const latency =
      links.latencySeconds(kind, worker, clock, shard) + recordedTransit(stragglers, kind, worker, clock);
    const alone = secondsToNanoseconds(slowedSeconds(latency, Math.max(onWorker, onShard), factor));

    const start = Math.max(engine.now, this.#sent[sender]!);
    this.#sent[sender] = start + sending;
    const pair = worker * this.#shardCount + shard;
    const way = down ? this.#lastJoin.length / 2 + pair : pair;
    // Where latencies are drawn, a message might overtake the one before it.
    const join = inRange(Math.max(start + alone - receiving, this.#lastJoin[way]!), message, messages);
    this.#lastJoin[way] = join;
    const queues = this.#bandwidths[receiver]! < Number.POSITIVE_INFINITY;
    if (queues) this.#note(message, receiving);
    engine.scheduleAt(join, queues ? stepKind : arrivalKind, message);
  }

  /** The message joins the queue of the receiving card: what joined before it is received before it. */
  step(message: number): void {
    const { engine, messages, arrivalKind } = this.#parts;
    const down = messages.kinds[message] === MessageKind.answer;
    const receiver = down ? messages.workers[message]! : this.#workerCount + messages.shards[message]!;
    const start = Math.max(engine.now, this.#received[receiver]!);
    const end = inRange(start + this.#receptions[message]!, message, messages);
    this.#received[receiver] = end;
    engine.scheduleAt(end, arrivalKind, message);
  }

  #note(message: number, receiving: number): void {
    while (message >= this.#receptions.length) this.#receptions = doubled(this.#receptions);
    this.#receptions[message] = receiving;
  }
}

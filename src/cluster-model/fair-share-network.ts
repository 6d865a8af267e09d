import { doubled } from '../base/typed-array.ts';
import type { EventHandle } from '../engine/event-queue.ts';
import { secondsToNanoseconds } from '../engine/time.ts';
import { FairRates } from './fair-rates.ts';
import { MessageKind } from './messages.ts';
import { inRange, type Network, type NetworkParts, recordedTransit } from './network.ts';
import type { Topology } from './topologies/topology.ts';

const INITIAL_CAPACITY = 64;
const NONE = -1;
const UNLIMITED = Number.POSITIVE_INFINITY;
/** The subject of the event that brings the rates up to date; others are messages. */
const RATES = -1;

/**
 * Messages that share cards and links max-min fairly (`contention: fair-share`).
 *
 * Each way from a machine to another is a connection that carries its messages one after the other; the first of each is a flow. Its
 * last byte arrives a latency after it has left. Whatever starts and ends at one instant changes the rates at once, when all else of
 * that instant that was scheduled before has happened.
 */
export class FairShareNetwork implements Network {
  readonly #parts: NetworkParts;
  readonly #topology: Topology;
  readonly #rates: FairRates;
  readonly #route: Int32Array;
  /** The first and last message of each connection, and when its last arrival is; the ways back come second. [2 · M · S] */
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  readonly #lastArrival: Float64Array;
  #ratesAreDue = false;
  #started = 0;

  /** Of each message: the one behind it on its connection, its latency in seconds, and the factor by which its worker's network is slower. */
  #behind = new Int32Array(INITIAL_CAPACITY);
  #latency = new Float64Array(INITIAL_CAPACITY);
  #factor = new Float64Array(INITIAL_CAPACITY);
  /** Of each flow: its place in the order of starting, the bytes left at an instant, that instant, the rate since, and the event of its end. */
  #order = new Float64Array(INITIAL_CAPACITY);
  #left = new Float64Array(INITIAL_CAPACITY);
  #since = new Float64Array(INITIAL_CAPACITY);
  #rate = new Float64Array(INITIAL_CAPACITY);
  #ending = new Float64Array(INITIAL_CAPACITY);

  constructor(parts: NetworkParts, topology: Topology) {
    const connections = 2 * parts.cards.workers.length * parts.cards.shards.length;
    this.#parts = parts;
    this.#topology = topology;
    this.#rates = new FairRates(topology.capacities, topology.maxHops);
    this.#route = new Int32Array(topology.maxHops);
    this.#first = new Int32Array(connections).fill(NONE);
    this.#last = new Int32Array(connections);
    this.#lastArrival = new Float64Array(connections);
  }

  send(message: number): void {
    const { engine, messages, links, stragglers } = this.#parts;
    const kind = messages.kinds[message]! as MessageKind;
    const worker = messages.workers[message]!;
    const clock = messages.clocks[message]!;
    const factor = stragglers.factorAt(worker, engine.now, clock);
    const latency =
      links.latencySeconds(kind, worker, clock, messages.shards[message]!) +
      recordedTransit(stragglers, kind, worker, clock);
    while (message >= this.#behind.length) this.#grow();
    this.#behind[message] = NONE;
    this.#factor[message] = factor;
    this.#latency[message] = latency * factor;
    const connection = this.#connectionOf(message);
    const isFirst = this.#first[connection] === NONE;
    if (isFirst) this.#first[connection] = message;
    else this.#behind[this.#last[connection]!] = message;
    this.#last[connection] = message;
    if (isFirst) this.#start(message);
  }

  /** A flow ends, or rates are due. */
  step(subject: number): void {
    if (subject === RATES) {
      this.#updateRates();
      return;
    }
    this.#rates.end(subject);
    this.#ratesSoon();
    this.#leave(subject);
  }

  /** The message becomes a flow; one that no link holds up has left already. */
  #start(message: number): void {
    const { engine, messages } = this.#parts;
    const down = messages.kinds[message] === MessageKind.answer;
    const worker = messages.workers[message]!;
    const hopCount = this.#topology.route(this.#route, worker, messages.shards[message]!, down);
    this.#order[message] = this.#started++;
    this.#left[message] = messages.bytes[message]!;
    this.#since[message] = engine.now;
    this.#rate[message] = UNLIMITED;
    this.#ending[message] = NONE;
    if (hopCount === 0) {
      this.#leave(message);
      return;
    }
    this.#rates.start(message, this.#route, hopCount, this.#limitOf(message, hopCount));
    this.#ratesSoon();
  }

  /** A worker whose network is slower by a factor gets, at most, that part of what its message would get alone. */
  #limitOf(message: number, hopCount: number): number {
    const factor = this.#factor[message]!;
    if (factor <= 1) return UNLIMITED;
    let alone = UNLIMITED;
    for (let k = 0; k < hopCount; k++) alone = Math.min(alone, this.#topology.capacities[this.#route[k]!]!);
    return alone / factor;
  }

  /** The last byte of the first message of a connection leaves: it arrives a latency later, and the next one begins. */
  #leave(message: number): void {
    const { engine, messages, arrivalKind } = this.#parts;
    const connection = this.#connectionOf(message);
    const seconds = this.#left[message]! / this.#rate[message]! + this.#latency[message]!;
    const due = this.#since[message]! + secondsToNanoseconds(seconds);
    const arrival = inRange(Math.max(due, this.#lastArrival[connection]!), message, messages);
    this.#lastArrival[connection] = arrival;
    engine.scheduleAt(arrival, arrivalKind, message);
    const next = this.#behind[message]!;
    this.#first[connection] = next;
    if (next !== NONE) this.#start(next);
  }

  /** Has the rates brought up to date after all that is to happen at this instant anyway, so that it is done once. */
  #ratesSoon(): void {
    if (this.#ratesAreDue) return;
    this.#ratesAreDue = true;
    this.#parts.engine.scheduleAt(this.#parts.engine.now, this.#parts.stepKind, RATES);
  }

  #updateRates(): void {
    this.#ratesAreDue = false;
    const count = this.#rates.update();
    const changed = this.#rates.changed.subarray(0, count);
    // Of flows that end at one instant, those that started first end first.
    if (count > 1) changed.sort((a, b) => this.#order[a]! - this.#order[b]!);
    for (let k = 0; k < count; k++) this.#goOnAt(changed[k]!, this.#rates.rates[changed[k]!]!);
  }

  /** The rate of a flow is another from now on, and so is its end. */
  #goOnAt(message: number, rate: number): void {
    const { engine, messages, stepKind } = this.#parts;
    const elapsed = (engine.now - this.#since[message]!) / 1e9;
    // Ends are rounded to nanoseconds, so that a little more than everything may seem to have left.
    if (elapsed > 0) this.#left[message] = Math.max(0, this.#left[message]! - this.#rate[message]! * elapsed);
    this.#since[message] = engine.now;
    this.#rate[message] = rate;
    if (this.#ending[message] !== NONE) engine.cancel(this.#ending[message]! as EventHandle);
    const end = inRange(engine.now + secondsToNanoseconds(this.#left[message]! / rate), message, messages);
    this.#ending[message] = engine.scheduleAt(end, stepKind, message);
  }

  #connectionOf(message: number): number {
    const { messages, cards } = this.#parts;
    const pair = messages.workers[message]! * cards.shards.length + messages.shards[message]!;
    return messages.kinds[message] === MessageKind.answer ? this.#first.length / 2 + pair : pair;
  }

  #grow(): void {
    this.#behind = doubled(this.#behind);
    this.#latency = doubled(this.#latency);
    this.#factor = doubled(this.#factor);
    this.#order = doubled(this.#order);
    this.#left = doubled(this.#left);
    this.#since = doubled(this.#since);
    this.#rate = doubled(this.#rate);
    this.#ending = doubled(this.#ending);
  }
}

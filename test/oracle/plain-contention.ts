import type { Cards } from '../../src/cluster-model/cards.ts';
import type { ClusterSpec } from '../../src/scenarios/scenario.ts';
import { plainFairRates } from './plain-fair-rates.ts';
import type { PlainMessage } from './plain-world.ts';

/** What a network needs of the world around it. */
export interface PlainSurroundings {
  readonly cards: Cards;
  readonly network: ClusterSpec['network'];
  now(): number;
  /** Does something at an instant; what comes later goes behind what is there already. */
  at(time: number, act: () => void): void;
  takeBack(act: () => void): void;
  nanoseconds(seconds: number): number;
  /** Seconds. */
  latencyOf(message: PlainMessage): number;
  /** How many times slower the network of the message's worker is now. */
  slowdownOf(message: PlainMessage): number;
  arrive(message: PlainMessage): void;
}

/** Where a message comes from and where it goes, as text. */
export function waysOf({ kind, worker, shard }: PlainMessage): { from: string; to: string; way: string } {
  const ends = [`worker ${worker}`, `shard ${shard}`];
  const [from, to] = kind === 'answer' ? ends.toReversed() : ends;
  return { from: from!, to: to!, way: `${from} to ${to}` };
}

/** `contention: nic` of docs/model.md: a card sends one message at a time, and receives one at a time. */
export class PlainNic {
  readonly world: PlainSurroundings;
  /** When a card is free to send, and to receive. */
  readonly sent = new Map<string, number>();
  readonly received = new Map<string, number>();
  /** When the last message of each way joined the queue of the receiving card. */
  readonly joined = new Map<string, number>();

  constructor(world: PlainSurroundings) {
    this.world = world;
  }

  send(message: PlainMessage): void {
    const { from, to, way } = waysOf(message);
    const { now, nanoseconds, latencyOf, slowdownOf } = this.world;
    const factor = slowdownOf(message);
    const slow = Math.max(1, factor);
    const onWorker = message.size.bytes / this.bandwidthOf(`worker ${message.worker}`);
    const onShard = message.size.bytes / this.bandwidthOf(`shard ${message.shard}`);
    const occupied = (end: string) => nanoseconds(end.startsWith('worker') ? onWorker * slow : onShard);
    const slower = Math.max(onWorker, onShard);
    const latency = latencyOf(message);
    const alone = nanoseconds(factor < 1 ? latency * factor + slower : (latency + slower) * factor);

    const start = Math.max(now(), this.sent.get(from) ?? 0);
    this.sent.set(from, start + occupied(from));
    const join = this.joinAt(start + alone - occupied(to), way);
    this.joined.set(way, join);
    const limited = this.bandwidthOf(to) < Number.POSITIVE_INFINITY;
    this.world.at(join, () =>
      limited ? this.receive(message, to, occupied(to)) : this.world.arrive(message),
    );
  }

  /** Not before what was sent before on the same way. */
  joinAt(time: number, way: string): number {
    return Math.max(time, this.joined.get(way) ?? 0);
  }

  receive(message: PlainMessage, to: string, occupied: number): void {
    const end = Math.max(this.world.now(), this.received.get(to) ?? 0) + occupied;
    this.received.set(to, end);
    this.world.at(end, () => this.world.arrive(message));
  }

  bandwidthOf(end: string): number {
    return bandwidthOf(end, this.world.cards);
  }
}

/** A message on its way over its links. */
interface Flow {
  readonly message: PlainMessage;
  readonly way: string;
  readonly links: readonly number[];
  readonly limit: number;
  readonly latency: number;
  left: number;
  since: number;
  rate: number;
  ending: () => void;
}

/** A message that waits for its turn, with what was true when it was sent. */
interface Waiting {
  readonly message: PlainMessage;
  readonly factor: number;
  readonly latency: number;
}

/** `contention: fair-share` of docs/model.md, with all rates made anew whenever a message starts or ends. */
export class PlainFairShare {
  readonly world: PlainSurroundings;
  /** In the order in which they started. */
  flows: Flow[] = [];
  readonly queues = new Map<string, Waiting[]>();
  readonly lastArrivals = new Map<string, number>();
  /** Numbers of links by name, and their bytes per second. */
  readonly numbers = new Map<string, number>();
  readonly capacities: number[] = [];
  ratesAreDue = false;

  constructor(world: PlainSurroundings) {
    this.world = world;
    // The order in which ties between links are broken: workers send, receive, shards send, receive, then what is between.
    for (const does of ['sends', 'receives']) {
      world.cards.workers.forEach((bandwidth, worker) => {
        this.addLink(`worker ${worker} ${does}`, bandwidth);
      });
    }
    for (const does of ['sends', 'receives']) {
      world.cards.shards.forEach((bandwidth, shard) => {
        this.addLink(`shard ${shard} ${does}`, bandwidth);
      });
    }
    this.addTopology();
  }

  addLink(name: string, bandwidth: number): void {
    this.numbers.set(name, this.capacities.length);
    this.capacities.push(bandwidth);
  }

  addTopology(): void {
    const { topology } = this.world.network;
    if (topology?.kind === 'links') {
      for (const { name, bandwidth } of topology.links) {
        this.addLink(`${name} up`, bandwidth);
        this.addLink(`${name} down`, bandwidth);
      }
    }
    if (topology?.kind !== 'tree') return;
    const ends = [
      ...[...this.world.cards.workers.keys()].map((worker) => `worker ${worker}`),
      ...[...this.world.cards.shards.keys()].map((shard) => `shard ${shard}`),
    ];
    for (let rack = 0; rack <= topology.racks; rack++) {
      const inside = ends.filter((end) => this.rackOf(end) === rack);
      const sum = inside.reduce((total, end) => total + bandwidthOf(end, this.world.cards), 0);
      const uplink = topology.uplink ?? sum / topology.oversubscription!;
      this.addLink(`rack ${rack} sends`, uplink);
      this.addLink(`rack ${rack} receives`, uplink);
    }
  }

  rackOf(end: string): number {
    const { topology } = this.world.network;
    if (topology?.kind !== 'tree') throw new Error('no racks');
    const [kind, number] = end.split(' ');
    if (kind === 'worker')
      return Math.floor((Number(number) * topology.racks) / this.world.cards.workers.length);
    return topology.servers === 'apart' ? topology.racks : Number(number) % topology.racks;
  }

  /** What the message crosses between the cards. */
  between({ kind, worker, shard }: PlainMessage, from: string, to: string): string[] {
    const { topology } = this.world.network;
    if (topology?.kind === 'tree') {
      const [a, b] = [this.rackOf(from), this.rackOf(to)];
      return a === b ? [] : [`rack ${a} sends`, `rack ${b} receives`];
    }
    if (topology?.kind !== 'links') return [];
    const { links, routes } = topology;
    const route = routes.find(
      ({ workers, servers }) => (workers?.includes(worker) ?? true) && (servers?.includes(shard) ?? true),
    );
    return (route?.via ?? []).map((name) => {
      const isHalf = links.find((link) => link.name === name)!.duplex === 'half';
      return kind === 'answer' && !isHalf ? `${name} down` : `${name} up`;
    });
  }

  send(message: PlainMessage): void {
    const { way } = waysOf(message);
    const factor = this.world.slowdownOf(message);
    const waiting = { message, factor, latency: this.world.latencyOf(message) * factor };
    const queue = this.queues.get(way) ?? [];
    this.queues.set(way, [...queue, waiting]);
    if (queue.length === 0) this.start(waiting);
  }

  start({ message, factor, latency }: Waiting): void {
    const { from, to, way } = waysOf(message);
    const names = [`${from} sends`, ...this.between(message, from, to), `${to} receives`];
    const links = names
      .map((name) => this.numbers.get(name)!)
      .filter((link) => this.capacities[link]! < Number.POSITIVE_INFINITY);
    const alone = Math.min(...links.map((link) => this.capacities[link]!));
    const limit = factor > 1 ? alone / factor : Number.POSITIVE_INFINITY;
    const since = this.world.now();
    const rate = Number.POSITIVE_INFINITY;
    const left = message.size.bytes;
    const flow = { message, way, links, limit, latency, left, since, rate, ending: () => {} };
    if (links.length === 0) {
      this.leave(flow);
      return;
    }
    this.flows.push(flow);
    this.ratesSoon();
  }

  ratesSoon(): void {
    if (this.ratesAreDue) return;
    this.ratesAreDue = true;
    this.world.at(this.world.now(), () => this.updateRates());
  }

  updateRates(): void {
    this.ratesAreDue = false;
    const rates = this.ratesOf(this.flows);
    this.flows.forEach((flow, k) => {
      if (flow.rate !== rates[k]) this.goOnAt(flow, rates[k]!);
    });
  }

  ratesOf(flows: readonly Flow[]): number[] {
    return plainFairRates(this.capacities, flows);
  }

  goOnAt(flow: Flow, rate: number): void {
    const { now, nanoseconds } = this.world;
    const elapsed = (now() - flow.since) / 1e9;
    if (elapsed > 0) flow.left = Math.max(0, flow.left - flow.rate * elapsed);
    flow.since = now();
    flow.rate = rate;
    this.world.takeBack(flow.ending);
    flow.ending = () => this.end(flow);
    this.world.at(now() + nanoseconds(flow.left / rate), flow.ending);
  }

  end(flow: Flow): void {
    this.flows = this.flows.filter((other) => other !== flow);
    this.ratesSoon();
    this.leave(flow);
  }

  leave(flow: Flow): void {
    const { message, way, left, rate, since, latency } = flow;
    const due = since + this.world.nanoseconds(left / rate + latency);
    const arrival = this.arrivalAt(due, way);
    this.lastArrivals.set(way, arrival);
    this.world.at(arrival, () => this.world.arrive(message));
    const [, next, ...rest] = this.queues.get(way)!;
    this.queues.set(way, next ? [next, ...rest] : []);
    if (next) this.start(next);
  }

  /** Not before what was sent before on the same way. */
  arrivalAt(time: number, way: string): number {
    return Math.max(time, this.lastArrivals.get(way) ?? 0);
  }
}

function bandwidthOf(end: string, { workers, shards }: Cards): number {
  const [kind, number] = end.split(' ');
  return (kind === 'worker' ? workers : shards)[Number(number)]!;
}

import { valuesOf } from '../../src/base/options.ts';
import { MessageKind } from '../../src/cluster-model/messages.ts';
import { PlainSimulator } from './plain-simulator.ts';
import type { PlainMessage, PlainPush, PlainShard, PlainWorld } from './plain-world.ts';
import { total } from './plain-world.ts';

const NUMBER_OF = { push: MessageKind.push, request: MessageKind.pullRequest, answer: MessageKind.answer };
const WORD_OF = { push: 'push', request: 'pull-request', answer: 'answer' } as const;

/** What is to be known of a worker besides. */
export interface PlainLife {
  presence: 'absent' | 'up' | 'down' | 'lost' | 'done';
  member: boolean;
  /** Crashes so far; a pull belongs to one of the lives between them. */
  life: number;
  /** Times that it was dropped; a push belongs to one of the terms between them. */
  term: number;
  /** The first clock that it has never begun. */
  firstNew: number;
}

/** What is to be known of a server shard besides. */
export interface PlainRecovery {
  down: boolean;
  /** Goes up with every crash, so that what was under way then is told from what is now. */
  era: number;
  due: boolean;
  scheduled: boolean;
  handled: number;
  taken: number;
  saved:
    | {
        readonly parameters: Float64Array;
        readonly rule: unknown;
        readonly round: number;
        readonly held: PlainShard['held'];
      }
    | undefined;
}

/** The section on faults of docs/model.md once more, slow and obvious: nothing is ever cancelled, what is out of date is passed over. */
export class FaultySimulator extends PlainSimulator {
  readonly lives: PlainLife[];
  readonly recoveries: PlainRecovery[];
  /** The slowest clock of each table when somebody was left. */
  readonly lastSlowest = new Map<readonly number[], number>();
  readonly stamps = new Map<PlainMessage, number>();
  /** Messages that wait for a retransmission, or behind one. */
  readonly held = new Map<string, PlainMessage[]>();
  readonly dropped = new Set<PlainPush>();
  pushesUnderWay = 0;

  constructor(world: PlainWorld) {
    super(world);
    this.lives = world.workers.map(() => ({ presence: 'up', member: true, life: 0, term: 0, firstNew: 0 }));
    this.recoveries = world.shards.map(() => ({
      down: false,
      era: 0,
      due: false,
      scheduled: false,
      handled: 0,
      taken: 0,
      saved: undefined,
    }));
  }

  // Tables of clocks: who is not a member does not count among the slowest.

  override slowest(counts: readonly number[]): number {
    const members = this.clocksOf(counts).filter((_, worker) => this.lives[worker]!.member);
    return members.length === 0 ? (this.lastSlowest.get(counts) ?? 0) : Math.min(...members);
  }

  override fastest(counts: readonly number[]): number {
    return Math.max(...this.clocksOf(counts));
  }

  override isCountedOn(worker: number): boolean {
    return this.lives[worker]!.member;
  }

  // What is going to happen.

  override startAll(): void {
    const { faults } = this.world.prepared;
    for (const { model, target, hits } of faults) {
      if (target !== 'workers' || !model.outage) continue;
      for (const worker of hits.keys()) {
        if (hits[worker] !== 1) continue;
        const goesOn = () => !['lost', 'done'].includes(this.lives[worker]!.presence);
        this.planOutage(model, worker, 0, 0, (end) => this.outage(worker, end, model), goesOn);
      }
    }
    for (const worker of this.lives.keys()) this.keepAway(worker);
    for (const shard of this.world.shards) {
      if (faults.some(({ target, hits }) => target === 'shards' && hits[shard.index] === 1)) this.save(shard);
    }
    for (const { model, target, hits } of faults) {
      if (target !== 'shards') continue;
      for (const shard of this.world.shards) {
        if (hits[shard.index] !== 1) continue;
        this.planOutage(model, shard.index, 0, 0, (end) => this.shardOutage(shard, end));
      }
    }
    for (const [worker, { member }] of this.lives.entries()) if (member) this.startClock(worker);
  }

  planOutage(
    model: PlainWorld['prepared']['faults'][number]['model'],
    subject: number,
    index: number,
    previousEnd: number,
    act: (end: number) => void,
    goesOn: () => boolean = () => true,
  ): void {
    const outage = model.outage!(subject, index, previousEnd as never);
    if (!outage) return;
    this.at(outage.start, () => {
      if (goesOn()) this.planOutage(model, subject, index + 1, outage.end, act, goesOn);
      act(outage.end);
    });
  }

  keepAway(worker: number): void {
    const { faults } = this.world.prepared;
    const late = faults.filter(({ model, hits }) => model.joinTime && hits[worker] === 1);
    if (late.length === 0) return;
    this.lives[worker]!.presence = 'absent';
    this.tell({ kind: 'worker-absent', worker, clock: 0 });
    this.leave(worker);
    this.at(Math.max(...late.map(({ model }) => model.joinTime!(worker))), () => {
      if (this.lives[worker]!.presence !== 'absent') return;
      this.comeUp(worker);
    });
  }

  // Workers.

  override startClock(worker: number): void {
    const { now, prepared } = this.world;
    const { clock } = this.world.workers[worker]!;
    const own = this.lives[worker]!;
    const { life } = own;
    const length = this.nanoseconds(this.clockSeconds(worker, clock));
    this.at(now + length, () => {
      if (own.life === life) this.finishClock(worker);
    });
    if (clock >= own.firstNew && length > 0) {
      const hits = prepared.faults.flatMap(({ model, hits: whom }) => {
        const hit = whom[worker] === 1 ? model.clockHit?.(worker, clock) : undefined;
        return hit ? [{ ...hit, model, delay: Math.floor(hit.part * length) }] : [];
      });
      const [first] = hits.sort((a, b) => a.delay - b.delay);
      if (first) {
        this.at(now + first.delay, () => {
          if (own.life === life) this.crash(worker, this.world.now + first.downtime, first.model.detection!);
        });
      }
    }
    own.firstNew = Math.max(own.firstNew, clock + 1);
    this.tell({ kind: 'clock-started', worker, clock });
  }

  override goOn(worker: number): void {
    const { maxClocks = Number.POSITIVE_INFINITY } = this.world.scenario.stop;
    if (this.world.workers[worker]!.clock >= maxClocks) this.lives[worker]!.presence = 'done';
    super.goOn(worker);
  }

  outage(worker: number, end: number, { detection = Number.POSITIVE_INFINITY }): void {
    const own = this.lives[worker]!;
    const forGood = end === Number.POSITIVE_INFINITY;
    if (own.presence === 'up') this.crash(worker, end, detection);
    else if (forGood && own.presence === 'absent') this.lose(worker);
    else if (forGood && own.presence === 'down') {
      this.lose(worker);
      this.at(this.world.now + detection, () => this.evict(worker));
    }
  }

  crash(worker: number, end: number, detection: number): void {
    const { now } = this.world;
    const own = this.lives[worker]!;
    const { clock } = this.world.workers[worker]!;
    own.life += 1;
    const { life } = own;
    this.tell({ kind: 'worker-crashed', worker, clock, lost: this.computedOf(worker) });
    for (const shard of this.world.shards) {
      const parked = shard.parked.filter((message) => message.worker === worker);
      shard.parked = shard.parked.filter((message) => message.worker !== worker);
      for (const message of parked) this.drop(message);
    }
    if (end === Number.POSITIVE_INFINITY) this.lose(worker);
    else {
      own.presence = 'down';
      this.at(end, () => {
        if (own.presence === 'down' && own.life === life) this.restart(worker);
      });
    }
    if (detection >= end - now) return;
    this.at(now + detection, () => {
      if (own.life === life) this.evict(worker);
    });
  }

  /** For how long `worker` has been computing the clock under way. */
  computedOf(worker: number): number {
    const last = this.world.trace.findLast(
      ({ event }) =>
        'worker' in event &&
        event.worker === worker &&
        ['clock-started', 'clock-finished', 'worker-crashed'].includes(event.kind),
    );
    return last?.event.kind === 'clock-started' ? this.world.now - last.time : 0;
  }

  lose(worker: number): void {
    this.lives[worker]!.presence = 'lost';
    this.tell({ kind: 'worker-lost', worker, clock: this.world.workers[worker]!.clock });
    this.endIfOver();
  }

  restart(worker: number): void {
    const { learning } = this.world;
    if (learning) {
      const { kind } = learning.scenario.training!.optimizer;
      const definition = this.world.catalogue.localOptimizers.get(kind);
      const settings = valuesOf(definition.options, learning.scenario.training!.optimizer);
      learning.optimizers[worker] = definition.create(settings, learning.placesOf(worker).length);
    }
    this.tell({ kind: 'worker-restarted', worker, clock: this.world.workers[worker]!.clock });
    this.comeUp(worker);
  }

  comeUp(worker: number): void {
    const own = this.lives[worker]!;
    own.presence = 'up';
    if (!own.member) this.enter(worker);
    const { maxClocks = Number.POSITIVE_INFINITY } = this.world.scenario.stop;
    if (this.world.workers[worker]!.clock >= maxClocks) own.presence = 'done';
    else this.sendPull(worker);
    this.endIfOver();
  }

  enter(worker: number): void {
    const { shards, updates, workers } = this.world;
    const state = workers[worker]!;
    const clock = Math.max(state.clock, ...shards.map(({ clocks }) => this.slowest(clocks)));
    state.clock = clock;
    for (const counts of [updates, ...shards.map(({ clocks }) => clocks)]) {
      const skipped = this.skipped.get(counts) ?? counts.map(() => 0);
      skipped[worker] = clock - counts[worker]!;
      this.skipped.set(counts, skipped);
    }
    this.lives[worker]!.member = true;
    this.tell({ kind: 'worker-joined', worker, clock });
  }

  evict(worker: number): void {
    if (!this.lives[worker]!.member) return;
    this.tell({ kind: 'worker-evicted', worker, clock: this.world.workers[worker]!.clock });
    this.leave(worker);
  }

  leave(worker: number): void {
    const { shards, updates, learning } = this.world;
    for (const counts of [updates, ...shards.map(({ clocks }) => clocks)]) {
      this.lastSlowest.set(counts, this.slowest(counts));
    }
    this.lives[worker]!.member = false;
    this.lives[worker]!.term += 1;
    for (const shard of shards) {
      if (learning) learning.rules[shard.index]!.leave?.(worker);
      if (this.world.protocol.closesRound) this.closeIfOver(shard);
      this.releaseParked(shard);
      if (!shard.serving) this.serveNext(shard);
    }
  }

  // Messages.

  stampOf({ kind, worker }: PlainMessage): number {
    return kind === 'push' ? this.lives[worker]!.term : this.lives[worker]!.life;
  }

  isVoid(message: PlainMessage): boolean {
    return this.stamps.get(message) !== this.stampOf(message);
  }

  override sendPush(push: PlainPush): void {
    this.pushesUnderWay += 1;
    super.sendPush(push);
  }

  override send(message: PlainMessage): void {
    this.stamps.set(message, this.stampOf(message));
    this.transmit(message);
  }

  transmit(message: PlainMessage): void {
    const { kind, worker, clock, shard } = message;
    const way = `${kind === 'answer' ? 'to' : 'from'} worker ${worker}, shard ${shard}`;
    const held = this.held.get(way);
    if (held) {
      held.push(message);
      return;
    }
    const losing = this.world.prepared.faults.filter(
      ({ model, hits }) => model.messageLoss && hits[worker] === 1,
    );
    const counts = losing.map(({ model }) =>
      model.messageLoss!.lostTransmissions(NUMBER_OF[kind], worker, clock, shard),
    );
    const delay = total(losing.map(({ model }, k) => counts[k]! * model.messageLoss!.timeout));
    const count = total(counts);
    if (count > 0) this.tell({ kind: 'message-lost', message: WORD_OF[kind], worker, clock, shard, count });
    if (delay === 0) {
      super.send(message);
      return;
    }
    const waiting = [message];
    this.held.set(way, waiting);
    this.at(this.world.now + delay, () => {
      this.held.delete(way);
      super.send(message);
      for (const other of waiting.slice(1)) this.transmit(other);
    });
  }

  override requestArrives(message: PlainMessage): void {
    if (!this.isVoid(message)) {
      super.requestArrives(message);
      return;
    }
    const { kind, worker, clock, shard, size } = message;
    this.world.shards[shard]!.bytesIn += size.bytes;
    this.tell({ kind: kind === 'push' ? 'push-arrived' : 'pull-arrived', worker, clock, shard });
    this.drop(message);
  }

  override answerArrives(message: PlainMessage): void {
    if (this.isVoid(message)) this.drop(message);
    else super.answerArrives(message);
  }

  drop({ kind, worker, clock, shard, push }: PlainMessage): void {
    this.tell({ kind: 'message-dropped', message: WORD_OF[kind], worker, clock, shard });
    if (!push) return;
    this.dropped.add(push);
    push.shardsLeft -= 1;
    if (push.shardsLeft === 0) this.settle(push);
  }

  // Server shards.

  override serveNext(shard: PlainShard): void {
    const { down, due } = this.recoveries[shard.index]!;
    if (down || shard.checkpointing) return;
    if (due) {
      this.beginCheckpoint(shard);
      return;
    }
    while (this.world.status === undefined) {
      const message = shard.queue.shift();
      if (!message) return;
      shard.waited += this.world.now - message.joined;
      if (this.isVoid(message)) this.drop(message);
      else if (message.kind === 'push' || this.admits(shard, message)) {
        this.serve(shard, message);
        return;
      } else this.park(shard, message);
    }
  }

  override serve(shard: PlainShard, message: PlainMessage): void {
    const { era } = this.recoveries[shard.index]!;
    shard.serving = message;
    shard.servingSince = this.world.now;
    shard.begun += 1;
    this.tellOfService(shard, message);
    this.at(this.world.now + this.nanoseconds(this.serviceSeconds(message)), () => {
      if (this.recoveries[shard.index]!.era === era) this.finishService(shard);
    });
  }

  override finishService(shard: PlainShard): void {
    const message = shard.serving!;
    if (!this.isVoid(message)) {
      super.finishService(shard);
      return;
    }
    shard.serving = undefined;
    shard.busy += this.world.now - shard.servingSince;
    shard.served += 1;
    this.drop(message);
    if (this.world.status === undefined) this.serveNext(shard);
  }

  override handlePush(shard: PlainShard, message: PlainMessage): void {
    const recovery = this.recoveries[shard.index]!;
    const every = this.checkpointsOf(shard)?.every;
    recovery.handled += 1;
    if (every !== undefined && !recovery.scheduled) {
      recovery.scheduled = true;
      this.at((Math.floor(this.world.now / every) + 1) * every, () => {
        recovery.scheduled = false;
        recovery.due = recovery.handled > 0;
        if (!shard.serving) this.serveNext(shard);
      });
    }
    super.handlePush(shard, message);
  }

  checkpointsOf({ index }: PlainShard) {
    const { faults } = this.world.prepared;
    return faults.find(({ target, hits }) => target === 'shards' && hits[index] === 1)?.model.checkpoints;
  }

  beginCheckpoint(shard: PlainShard): void {
    const recovery = this.recoveries[shard.index]!;
    const { era } = recovery;
    const since = this.world.now;
    shard.checkpointing = true;
    shard.servingSince = since;
    const length = this.nanoseconds(this.checkpointsOf(shard)!.seconds.draw(shard.index, recovery.taken));
    this.at(since + length, () => {
      if (recovery.era !== era) return;
      shard.busy += this.world.now - since;
      shard.checkpointing = false;
      recovery.due = false;
      recovery.handled = 0;
      recovery.taken += 1;
      this.save(shard);
      this.tell({ kind: 'checkpoint-taken', shard: shard.index });
      this.serveNext(shard);
    });
  }

  save({ index, round, held }: PlainShard): void {
    const { learning } = this.world;
    if (!learning) return;
    const parameters = learning.shardParameters(index).slice();
    const rule = learning.rules[index]!.save?.();
    this.recoveries[index]!.saved = { parameters, rule, round, held: [...held] };
  }

  shardOutage(shard: PlainShard, end: number): void {
    const recovery = this.recoveries[shard.index]!;
    const { now } = this.world;
    if (recovery.down) return;
    this.tell({ kind: 'shard-crashed', shard: shard.index, pushesLost: recovery.handled });
    recovery.era += 1;
    recovery.down = true;
    recovery.handled = 0;
    recovery.due = false;
    if (shard.serving || shard.checkpointing) shard.busy += now - shard.servingSince;
    shard.checkpointing = false;
    if (shard.serving) {
      shard.serving.joined = now;
      shard.queue.unshift(shard.serving);
      shard.serving = undefined;
    }
    this.at(end, () => this.restore(shard));
  }

  restore(shard: PlainShard): void {
    const recovery = this.recoveries[shard.index]!;
    this.forgetSince(shard);
    this.tell({ kind: 'shard-restored', shard: shard.index });
    recovery.down = false;
    this.serveNext(shard);
  }

  /** Parameters and the state of the rule become what was saved; the table of clocks stays. */
  forgetSince(shard: PlainShard): void {
    const { learning, catalogue, algorithm } = this.world;
    if (!learning) return;
    const { index } = shard;
    const { parameters, rule, round, held } = this.recoveries[index]!.saved!;
    learning.shardParameters(index).set(parameters);
    const { restore } = learning.rules[index]!;
    if (restore) restore.call(learning.rules[index]!, rule);
    else {
      const definition = catalogue.serverRules.get(algorithm.rule);
      learning.rules[index] = definition.create(
        valuesOf(definition.options, algorithm),
        learning.ruleContext(index),
      );
    }
    for (const [worker, { member }] of this.lives.entries()) {
      if (!member) learning.rules[index]!.leave?.(worker);
    }
    shard.held = [...held];
    if (round === shard.round) return;
    // Of a round that has closed since.
    const { inRound, round: now } = shard;
    this.apply(shard);
    Object.assign(shard, { inRound, round: now });
  }

  // The end.

  override settle(push: PlainPush): void {
    this.pushesUnderWay -= 1;
    if (this.dropped.has(push)) this.endIfOver();
    else super.settle(push);
  }

  override endIfOver(): void {
    const has = (presence: PlainLife['presence']) => this.lives.some((own) => own.presence === presence);
    if (this.world.status !== undefined || this.pushesUnderWay > 0 || has('up') || has('down')) return;
    if (!has('absent') || has('done')) this.endAtLimit();
  }
}

import type { HolderView } from '../../src/protocols/protocol.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import type { RunResult, TrainingEvent } from '../../src/simulation/index.ts';
import { type Outcome, prepareTrial, type Simulate } from '../../src/testing/trial.ts';
import { PlainFairShare, PlainNic, type PlainSurroundings } from './plain-contention.ts';
import { faultCosts } from './plain-fault-costs.ts';
import { firstOf, type PlainSize } from './plain-learning.ts';
import { resultOf } from './plain-result.ts';
import {
  type PlainMessage,
  type PlainPush,
  type PlainShard,
  type PlainWorld,
  total,
  worldOf,
} from './plain-world.ts';

/** The numbers under which transfers are drawn. */
const KIND = { push: 0, request: 1, answer: 2 } as const;

/**
 * The simulated cluster of docs/model.md once more, slow and obvious: a sorted list of things to do, messages as objects, whole
 * vectors, every count made anew from a table. It shares with the simulator the draws, the mini-batches, the protocols
 * and the rules, and nothing of the clockwork. Mutants override one method each.
 */
export class PlainSimulator {
  readonly world: PlainWorld;
  /** Where messages meet. */
  readonly contended: PlainNic | PlainFairShare | undefined;
  /** Clocks that a worker has done without a push that counts, by the table that says so. */
  readonly skipped = new Map<readonly number[], number[]>();

  constructor(world: PlainWorld) {
    this.world = world;
    const { contention } = world.scenario.cluster.network;
    if (contention === 'nic') this.contended = this.nic(this.surroundings());
    if (contention === 'fair-share') this.contended = this.fairShare(this.surroundings());
  }

  nic(surroundings: PlainSurroundings): PlainNic {
    return new PlainNic(surroundings);
  }

  fairShare(surroundings: PlainSurroundings): PlainFairShare {
    return new PlainFairShare(surroundings);
  }

  surroundings(): PlainSurroundings {
    const { prepared, scenario } = this.world;
    return {
      cards: prepared.cards,
      network: scenario.cluster.network,
      now: () => this.world.now,
      at: (time, act) => this.at(time, act),
      takeBack: (act) => this.takeBack(act),
      nanoseconds: (seconds) => this.nanoseconds(seconds),
      latencyOf: (message) => {
        const { kind, worker, clock, shard } = message;
        return prepared.links.latencySeconds(KIND[kind], worker, clock, shard) + this.recordedOf(message);
      },
      slowdownOf: ({ worker, clock }) => this.slowdown(worker, clock, 'network', this.world.now),
      arrive: (message) => this.arrive(message),
    };
  }

  run(): Outcome {
    const { world } = this;
    const { maxTime } = world.scenario.stop;
    const end = maxTime === undefined ? Number.POSITIVE_INFINITY : this.nanoseconds(maxTime);
    this.evaluate();
    if (world.status === undefined) this.startAll();
    while (world.status === undefined) {
      const next = world.agenda.shift();
      if (!next && end === Number.POSITIVE_INFINITY) throw new Error('nothing more can happen');
      world.now = Math.min(next?.time ?? end, end);
      if (next && next.time <= end) next.act();
      else this.endAtMaxTime();
    }
    return { result: this.result(), trace: world.trace };
  }

  result(): RunResult {
    const { world } = this;
    const { prepared, trace, workers, shards, now } = world;
    const isRefused = trace.some(({ event }) => event.kind === 'push-refused');
    if (prepared.faults.length === 0 && !isRefused) return resultOf(world);
    const size = { workers: workers.length, shards: shards.length };
    const maxClocks = world.scenario.stop.maxClocks ?? Number.POSITIVE_INFINITY;
    return { ...resultOf(world), faults: faultCosts(trace, size, maxClocks, now) };
  }

  /** Lengths are rounded once, where they enter. */
  nanoseconds(seconds: number): number {
    return Math.round(seconds * 1e9);
  }

  startAll(): void {
    for (let worker = 0; worker < this.world.workers.length; worker++) this.startClock(worker);
  }

  /** Keeps the agenda in order of time; what comes later goes behind what is there already. */
  at(time: number, act: () => void): void {
    const { agenda } = this.world;
    const place = agenda.findIndex((entry) => entry.time > time);
    agenda.splice(place < 0 ? agenda.length : place, 0, { time, act });
  }

  /** Forgets what was to be done. */
  takeBack(act: () => void): void {
    const { agenda } = this.world;
    const place = agenda.findIndex((entry) => entry.act === act);
    if (place >= 0) agenda.splice(place, 1);
  }

  tell(event: TrainingEvent): void {
    this.world.trace.push({ time: this.world.now, event });
    if (this.world.observed) this.observe(event);
  }

  /** What somebody who looks on does with an event: nothing that could be felt. */
  observe(_event: TrainingEvent): void {}

  startClock(worker: number): void {
    const { clock } = this.world.workers[worker]!;
    this.world.workers[worker]!.startedAt = this.world.now;
    this.at(this.world.now + this.nanoseconds(this.clockSeconds(worker, clock)), () =>
      this.finishClock(worker),
    );
    this.tell({ kind: 'clock-started', worker, clock });
  }

  /** Seconds from now until the work of `clock` is done: walks from one change of the speed to the next. */
  clockSeconds(worker: number, clock: number): number {
    const models = this.modelsOf(worker, 'compute');
    const delays = total(models.map((model) => model.delayOf?.(worker, clock) ?? 0));
    const start = this.world.now;
    const [recorded] = models.flatMap((model) => model.recordedSeconds?.(worker, clock) ?? []);
    const ofClock = this.workOf(worker, clock);
    let work = recorded ?? ofClock;
    const speed = recorded === undefined ? this.world.prepared.speeds[worker]! : 1;
    for (let time = start; ; ) {
      const rate = speed / this.slowdown(worker, clock, 'compute', time);
      const change = Math.min(...models.map((model) => model.nextChange(worker, time as never)));
      const span = (change - time) / 1e9;
      if (work <= rate * span) return (time - start) / 1e9 + work / rate + delays;
      work -= rate * span;
      time = change;
    }
  }

  workOf(worker: number, clock: number): number {
    const { learning, scenario } = this.world;
    if (learning) return learning.workOf(worker, clock);
    const { perBatch, perClock = 0 } = scenario.workload.computeTime;
    return perBatch * scenario.workload.batchesPerClock + perClock;
  }

  modelsOf(worker: number, affected: 'compute' | 'network') {
    return this.world.prepared.stragglers
      .filter(({ hits, affects }) => hits[worker] === 1 && affects.includes(affected))
      .map(({ model }) => model);
  }

  slowdown(worker: number, clock: number, affected: 'compute' | 'network', time: number): number {
    const models = this.modelsOf(worker, affected);
    return models.reduce((product, model) => product * model.factorAt(worker, time as never, clock), 1);
  }

  finishClock(worker: number): void {
    const { world } = this;
    const state = world.workers[worker]!;
    const { clock, othersAtPull } = state;
    const update = this.compute(worker, clock);
    state.clock += 1;
    this.tell({ kind: 'clock-finished', worker, clock });
    const nobodyBefore = world.workers.every((other) => other === state || other.clock <= clock);
    if (this.evaluatesReplica && nobodyBefore) this.evaluate(worker);
    if (world.status !== undefined) return;
    state.lasted = world.now - state.startedAt;
    if (world.dealing) this.reassign(worker, clock);
    this.sendPush({ worker, clock, update, othersAtPull, shardsLeft: world.shards.length });
    this.goOn(worker);
  }

  /** A straggler gives to the fastest. */
  reassign(worker: number, clock: number): void {
    const { workers, dealing, algorithm, scenario } = this.world;
    const { threshold, share } = algorithm.reassign!;
    const least = Math.min(...workers.map(({ lasted }) => lasted ?? Number.POSITIVE_INFINITY));
    const to = workers.findIndex(({ lasted }) => lasted === least);
    if (workers[worker]!.lasted! <= (1 + threshold) * least) return;
    const { examples } = dealing!.workers[worker]!;
    const { batchSize } = scenario.workload as { batchSize: string };
    const count = Math.min(Math.round(share * examples) || 1, examples - 100 / Number.parseFloat(batchSize));
    if (count === 0) return;
    this.tell({ kind: 'examples-moved', worker, clock, to, count });
    dealing!.move(worker, to, count);
  }

  compute(worker: number, clock: number): Float64Array {
    return this.world.learning?.compute(worker, clock) ?? new Float64Array(0);
  }

  sendPush(push: PlainPush): void {
    const { worker, clock } = push;
    for (const { index: shard } of this.world.shards) {
      const size = this.pushSize(worker, clock, shard);
      this.world.bytesPushed += size.bytes;
      this.send({ kind: 'push', worker, shard, clock, size, push, joined: 0 });
      this.tell({ kind: 'push-sent', worker, clock, shard, bytes: size.bytes });
    }
  }

  goOn(worker: number): void {
    const { workers, scenario, protocol } = this.world;
    const { clock, cachedMinClock } = workers[worker]!;
    if (clock >= (scenario.stop.maxClocks ?? Number.POSITIVE_INFINITY)) return;
    if (protocol.needsPull({ worker, clock, cachedMinClock, workerCount: workers.length }))
      this.sendPull(worker);
    else this.startClock(worker);
  }

  sendPull(worker: number): void {
    const { world } = this;
    const state = world.workers[worker]!;
    const { clock } = state;
    state.answers = [];
    state.answersArrived = 0;
    for (const { index: shard } of world.shards) {
      const bytes = world.scenario.cluster.network.headerBytes;
      const { values } = this.answerSize(worker, shard);
      world.bytesPulled += bytes;
      this.send({ kind: 'request', worker, shard, clock, size: { bytes, values }, joined: 0 });
      this.tell({ kind: 'pull-sent', worker, clock, shard });
    }
  }

  pushSize(worker: number, clock: number, shard: number): PlainSize {
    return this.world.learning?.pushSize(worker, clock, shard) ?? this.timingSize(shard);
  }

  answerSize(worker: number, shard: number): PlainSize {
    return this.world.learning?.answerSize(worker, shard) ?? this.timingSize(shard);
  }

  timingSize(shard: number): PlainSize {
    const { scenario, shards } = this.world;
    const { headerBytes, valueBytes } = scenario.cluster.network;
    const parameters = 'parameters' in scenario.workload ? scenario.workload.parameters : 0;
    const values = firstOf(shard + 1, shards.length, parameters) - firstOf(shard, shards.length, parameters);
    return { bytes: headerBytes + values * valueBytes, values };
  }

  send(message: PlainMessage): void {
    if (this.contended) this.contended.send(message);
    else this.sendFreely(message);
  }

  sendFreely(message: PlainMessage): void {
    const { worker, shard, kind } = message;
    const way = `${kind === 'answer' ? 'to' : 'from'} worker ${worker}, shard ${shard}`;
    const arrival = this.arrivalOf(message, this.world.lastArrivals.get(way) ?? 0);
    this.world.lastArrivals.set(way, arrival);
    this.at(arrival, () => this.arrive(message));
  }

  arrive(message: PlainMessage): void {
    if (message.kind === 'answer') this.answerArrives(message);
    else this.requestArrives(message);
  }

  /** Latency and bytes over bandwidth after now, but not before `last`, when what was sent before on this way arrives. */
  arrivalOf({ kind, worker, clock, shard, size }: PlainMessage, last: number): number {
    const { links } = this.world.prepared;
    const transfer = links.transferSeconds(KIND[kind], worker, clock, shard, size.bytes);
    const seconds = transfer + this.recordedOf({ kind, worker, clock });
    const slowdown = this.slowdown(worker, clock, 'network', this.world.now);
    return Math.max(this.world.now + this.nanoseconds(seconds * slowdown), last);
  }

  /** Seconds recorded for the way of a message; a pull belongs to the clock before the one that it is to start. */
  recordedOf({ kind, worker, clock }: Pick<PlainMessage, 'kind' | 'worker' | 'clock'>): number {
    const models = this.modelsOf(worker, 'network');
    return total(models.map((model) => model.transitOf?.(worker, kind === 'push' ? clock : clock - 1) ?? 0));
  }

  requestArrives(message: PlainMessage): void {
    const { kind, worker, clock, shard: index, size } = message;
    const shard = this.world.shards[index]!;
    shard.bytesIn += size.bytes;
    this.tell({ kind: kind === 'push' ? 'push-arrived' : 'pull-arrived', worker, clock, shard: index });
    this.join(shard, message);
    if (!shard.serving) this.serveNext(shard);
  }

  join(shard: PlainShard, message: PlainMessage): void {
    message.joined = this.world.now;
    shard.queue.push(message);
  }

  /** The first message of the queue that may be served is; pulls before it that may not be answered are parked. */
  serveNext(shard: PlainShard): void {
    for (;;) {
      const message = shard.queue.shift();
      if (!message) return;
      shard.waited += this.world.now - message.joined;
      if (message.kind === 'push' || this.admits(shard, message)) {
        this.serve(shard, message);
        return;
      }
      this.park(shard, message);
    }
  }

  admits(shard: PlainShard, { worker, clock }: PlainMessage): boolean {
    return this.world.protocol.admitPull({ worker, clock }, this.view(shard));
  }

  park(shard: PlainShard, message: PlainMessage): void {
    const { worker, clock } = message;
    shard.parked.push(message);
    const minClock = this.slowest(shard.clocks);
    this.tell({ kind: 'pull-parked', worker, clock, shard: shard.index, minClock });
  }

  serve(shard: PlainShard, message: PlainMessage): void {
    shard.serving = message;
    shard.servingSince = this.world.now;
    shard.begun += 1;
    this.tellOfService(shard, message);
    this.at(this.world.now + this.nanoseconds(this.serviceSeconds(message)), () => this.finishService(shard));
  }

  tellOfService({ index: shard }: PlainShard, { kind, worker, clock }: PlainMessage): void {
    const message = kind === 'push' ? 'push' : 'pull-request';
    this.tell({ kind: 'service-started', message, worker, clock, shard });
  }

  serviceSeconds({ kind, worker, clock, shard, size }: PlainMessage): number {
    const { perPush, perPull, perPushedValue, perPulledValue } = this.world.serviceTimes;
    const perMessage = kind === 'push' ? perPush : perPull;
    const perValue = kind === 'push' ? perPushedValue : perPulledValue;
    return perMessage.draw(worker, clock, shard) + perValue.draw(worker, clock, shard) * size.values;
  }

  finishService(shard: PlainShard): void {
    const message = shard.serving!;
    shard.serving = undefined;
    shard.busy += this.world.now - shard.servingSince;
    shard.served += 1;
    if (message.kind === 'push') this.handlePush(shard, message);
    else this.answer(shard, message);
    if (this.world.status === undefined) this.serveNext(shard);
  }

  handlePush(shard: PlainShard, { worker, clock, push }: PlainMessage): void {
    const { protocol } = this.world;
    const round = shard.roundRead[worker]!;
    const staleness = othersOf(shard.clocks, worker) - shard.othersAtAnswer[worker]!;
    const info = { worker, clock, round, roundLag: shard.round - round, staleness };
    if (protocol.accepts?.(info, this.view(shard)) ?? true) {
      shard.clocks[worker]! += 1;
      shard.held.push({ ...push!, ...info });
      shard.inRound.push(worker);
      this.tell({ kind: 'push-handled', worker, clock, shard: shard.index, staleness });
    } else {
      this.skip(shard.clocks, worker);
      push!.isRefused = true;
      const { roundLag } = info;
      this.tell({ kind: 'push-refused', worker, clock, shard: shard.index, staleness, roundLag });
    }
    if (!protocol.closesRound) this.apply(shard);
    else this.closeIfOver(shard);
    push!.shardsLeft -= 1;
    if (push!.shardsLeft === 0) this.settle(push!);
    if (this.world.status === undefined) this.releaseParked(shard);
  }

  /** The worker has done a clock without a push that counts. */
  skip(counts: readonly number[], worker: number): void {
    const skipped = this.skipped.get(counts) ?? counts.map(() => 0);
    this.skipped.set(counts, skipped);
    skipped[worker]! += 1;
  }

  /** The last shard has handled the push. */
  settle(push: PlainPush): void {
    if (push.isRefused) this.skip(this.world.updates, push.worker);
    else this.countUpdate(push);
    this.endIfOver();
  }

  /** Where pushes were refused, a run may be over with fewer updates. */
  endIfOver(): void {
    const { scenario, updates } = this.world;
    const done = this.clocksOf(updates).every((count) => count === scenario.stop.maxClocks);
    if (done && this.world.status === undefined) this.endAtLimit();
  }

  closeIfOver(shard: PlainShard): void {
    if (shard.inRound.length === 0 || !this.world.protocol.closesRound!(this.view(shard))) return;
    const { index, round, inRound } = shard;
    this.apply(shard);
    this.tell({ kind: 'round-closed', shard: index, round, pushes: inRound.length });
  }

  /** The round closes: what is held enters the parameters. */
  apply(shard: PlainShard): void {
    const { index } = shard;
    const { learning } = this.world;
    const held = this.inOrder(shard.held).map(({ update, ...push }) => ({
      ...push,
      ...this.partOf(update, index),
      learningRate: 0,
    }));
    if (learning && held.length > 0)
      learning.rules[index]!.close(learning.shardParameters(index), held, this.view(shard));
    shard.held = [];
    shard.inRound = [];
    shard.round += 1;
  }

  inOrder(held: PlainShard['held']): PlainShard['held'] {
    return held.sort((a, b) => a.worker - b.worker || a.clock - b.clock);
  }

  partOf(update: Float64Array, shard: number) {
    const { learning } = this.world;
    const values = learning ? update.slice(learning.first(shard), learning.first(shard + 1)) : update;
    return { values, indices: null };
  }

  /** Parked pulls that may be answered now go to the end of the queue, in the order in which they were parked. */
  releaseParked(shard: PlainShard): void {
    const released = shard.parked.filter((message) => this.admits(shard, message));
    shard.parked = shard.parked.filter((message) => !released.includes(message));
    for (const message of released) {
      const { worker, clock } = message;
      const minClock = this.slowest(shard.clocks);
      this.tell({ kind: 'pull-released', worker, clock, shard: shard.index, minClock });
      this.join(shard, message);
    }
  }

  answer(shard: PlainShard, { worker, clock }: PlainMessage): void {
    const { workers, updates } = this.world;
    const state = workers[worker]!;
    this.readParameters(shard, worker);
    shard.othersAtAnswer[worker] = othersOf(shard.clocks, worker);
    shard.roundRead[worker] = shard.round;
    if (state.answers.length === 0) state.othersAtPull = othersOf(updates, worker);
    const minClock = this.slowest(shard.clocks);
    state.answers.push(minClock);
    const size = this.answerSize(worker, shard.index);
    shard.bytesOut += size.bytes;
    this.world.bytesPulled += size.bytes;
    this.send({ kind: 'answer', worker, shard: shard.index, clock, size, joined: 0 });
    this.tell({ kind: 'pull-answered', worker, clock, shard: shard.index, minClock, bytes: size.bytes });
  }

  /** The rule hears of the pull; the parameters of the shard, as they are, become the worker's. */
  readParameters(shard: PlainShard, worker: number): void {
    const { index } = shard;
    const { learning } = this.world;
    if (!learning) return;
    learning.rules[index]!.read?.(worker, learning.shardParameters(index), this.view(shard));
    learning.replicas[worker]!.set(learning.shardParameters(index), learning.first(index));
  }

  answerArrives({ worker, shard }: PlainMessage): void {
    const state = this.world.workers[worker]!;
    state.answersArrived += 1;
    if (state.answersArrived < this.world.shards.length) return;
    state.cachedMinClock = Math.min(...state.answers);
    this.tell({ kind: 'pulled', worker, clock: state.clock, minClock: state.cachedMinClock, shard });
    this.startClock(worker);
  }

  countUpdate({ worker, clock, othersAtPull }: PlainPush): void {
    const { updates, staleness, digest, now } = this.world;
    updates[worker]! += 1;
    const missed = othersOf(updates, worker) - othersAtPull;
    staleness[worker]!.push(missed);
    digest.update(now, worker, clock);
    this.tell({ kind: 'updated', worker, clock, update: total(updates), staleness: missed });
    if (!this.evaluatesReplica && this.evaluationIsDue()) this.evaluate();
    const { maxUpdates } = this.world.scenario.stop;
    if (this.world.status === undefined && total(updates) === maxUpdates) this.endAtLimit();
  }

  /** What protocols and rules see of a shard. */
  view({ clocks, round, roundRead, inRound }: PlainShard): HolderView {
    const done = this.clocksOf(clocks);
    const { maxClocks = Number.POSITIVE_INFINITY } = this.world.scenario.stop;
    const isHeld = (worker: number) => inRound.includes(worker);
    const isMember = (worker: number) =>
      isHeld(worker) || (this.isCountedOn(worker) && done[worker]! < maxClocks);
    return {
      workerCount: clocks.length,
      memberCount: clocks.filter((_, worker) => isMember(worker)).length,
      minClock: this.slowest(clocks),
      maxClock: this.fastest(clocks),
      pushCount: total(clocks),
      round,
      heldCount: inRound.length,
      clockOf: (worker) => done[worker]!,
      isMember,
      isHeld,
      roundReadBy: (worker) => roundRead[worker]!,
    };
  }

  /** The clocks of a table of pushes. */
  clocksOf(counts: readonly number[]): readonly number[] {
    return counts.map((count, worker) => count + (this.skipped.get(counts)?.[worker] ?? 0));
  }

  isCountedOn(_worker: number): boolean {
    return true;
  }

  slowest(counts: readonly number[]): number {
    return Math.min(...this.clocksOf(counts));
  }

  fastest(counts: readonly number[]): number {
    return Math.max(...this.clocksOf(counts));
  }

  get evaluatesReplica(): boolean {
    return this.world.scenario.training?.evaluate.of === 'fastest-worker';
  }

  /** After every so many updates; or at the first update in each interval of so many nanoseconds. */
  evaluationIsDue(): boolean {
    const { scenario, workers, updates, curve, now } = this.world;
    const every = scenario.training?.evaluate.every ?? { updates: workers.length };
    if ('updates' in every) return total(updates) % every.updates === 0;
    const interval = Math.max(1, this.nanoseconds(every.seconds));
    return Math.floor(now / interval) > Math.floor(curve.at(-1)!.time / interval);
  }

  evaluate(worker?: number): void {
    const { world } = this;
    const { learning, updates, curve, now } = world;
    const parameters = worker === undefined ? learning?.parameters : learning?.replicas[worker];
    const [clocksMin, clocksMax] = [this.slowest(updates), this.fastest(updates)];
    const nothing = { objective: undefined, accuracy: undefined, testLoss: undefined };
    const found = learning?.evaluate(parameters!) ?? nothing;
    curve.push({ time: now, updates: total(updates), clocksMin, clocksMax, ...found });
    const { objective, accuracy } = found;
    if (objective === undefined) return;
    this.tell({ kind: 'evaluated', updates: total(updates), objective, accuracy });
    const { target } = world.prepared;
    const { accuracy: wanted } = world.scenario.stop;
    if (!Number.isFinite(objective) || objective > 1000 * curve[0]!.objective!) world.status = 'diverged';
    else if (target !== undefined && objective <= target) world.status = 'converged';
    else if (wanted !== undefined && accuracy! >= wanted) world.status = 'converged';
  }

  /** Parts of pushes may have been handled since this moment was evaluated. */
  endAtMaxTime(): void {
    const { learning, curve } = this.world;
    const objective = learning?.evaluate(learning.parameters).objective;
    if (!this.evaluatesReplica && !Object.is(objective, curve.at(-1)!.objective)) this.evaluate();
    if (this.world.status === undefined) this.endAtLimit();
  }

  /** The last row of the curve is of the moment at which the run ends. */
  endAtLimit(): void {
    const { world } = this;
    const { updates, curve, now } = world;
    const last = curve.at(-1)!;
    if (last.time !== now || last.updates !== total(updates)) {
      const [clocksMin, clocksMax] = [this.slowest(updates), this.fastest(updates)];
      if (this.evaluatesReplica)
        curve.push({ ...last, time: now, updates: total(updates), clocksMin, clocksMax });
      else this.evaluate();
    }
    world.status ??= 'stopped';
  }
}

/** Counts of all workers but `worker`. */
function othersOf(counts: readonly number[], worker: number): number {
  return total(counts) - counts[worker]!;
}

/** The plain simulator, or a subclass of it, as laws take it. */
export function plainly(Simulator: typeof PlainSimulator = PlainSimulator): Simulate {
  return (trial, options = {}) => {
    const { catalogue = builtinCatalogue, observed = true } = options;
    const prepared = options.prepared ?? prepareTrial(trial, options);
    const algorithm = options.algorithm ?? trial.scenario.algorithms[0]!;
    const world = worldOf(prepared, algorithm, catalogue, observed);
    const { result, trace } = new Simulator(world).run();
    return { result, trace: observed ? trace : [] };
  };
}

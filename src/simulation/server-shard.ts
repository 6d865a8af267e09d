import { MessageKind } from '../cluster-model/messages.ts';
import { ServiceQueue } from '../cluster-model/service-queue.ts';
import type { EventHandle } from '../engine/event-queue.ts';
import { after, type Duration, secondsToNanoseconds, withinRange } from '../engine/time.ts';
import type { Push } from '../protocols/protocol.ts';
import type { Sampler } from '../random/variate.ts';
import type { ShardRecovery } from './faults/shard-recovery.ts';
import { HolderTable } from './holder-table.ts';
import { Fate } from './push-ledger.ts';
import { EventKind, type RunContext } from './run-context.ts';
import type { ServerResult } from './run-result.ts';
import { messageWord } from './training-event.ts';

/** Seconds of service; addressed by worker, clock and shard. */
export interface ServiceTimes {
  readonly perPush: Sampler;
  readonly perPull: Sampler;
  readonly perPushedValue: Sampler;
  readonly perPulledValue: Sampler;
}

/** What a server shard tells the rest of the run. */
export interface ShardListener {
  /** All shards have handled `push`, or dropped their parts. Returns whether the run goes on. */
  pushHandled(push: number): boolean;
  /** The shard has closed a round. Returns whether the run goes on. */
  roundClosed(): boolean;
  /** The parameters for `worker` have been read. */
  pullAnswered(worker: number, minClock: number): void;
}

/** What is served when it is no message. */
const CHECKPOINT = -2;

/**
 * One server shard: serves messages in order of arrival, lets a push take effect when its service ends, and parks the pulls
 * that the protocol does not admit yet. It keeps its own table of clocks.
 */
export class ServerShard {
  readonly #run: RunContext;
  readonly #shard: number;
  readonly #times: ServiceTimes;
  readonly #listener: ShardListener;
  readonly #queue = new ServiceQueue();
  readonly #table: HolderTable;
  /** The pushes of the round under way. */
  readonly #held: number[] = [];
  /** Pulls not admitted yet, in the order in which they were parked. */
  #parked: number[] = [];
  /** The pull that the protocol is asked about; one object for all, since it is asked often. */
  readonly #pull = { worker: 0, clock: 0 };
  #served = -1;
  /** The event that ends the service. */
  #service: EventHandle | undefined;
  readonly #recovery: ShardRecovery;
  #bytesIn = 0;
  #bytesOut = 0;

  constructor(
    run: RunContext,
    shard: number,
    times: ServiceTimes,
    listener: ShardListener,
    recovery: ShardRecovery,
  ) {
    this.#run = run;
    this.#recovery = recovery;
    this.#shard = shard;
    this.#times = times;
    this.#listener = listener;
    this.#table = new HolderTable(run.workerCount, run.maxClocks);
  }

  /** A push or a pull request has arrived. */
  arrive(message: number): void {
    const { engine, messages, membership, emit } = this.#run;
    this.#bytesIn += messages.bytes[message]!;
    if (emit) {
      const kind = messages.kinds[message] === MessageKind.push ? 'push-arrived' : 'pull-arrived';
      emit({ kind, ...this.#words(message) });
    }
    if (membership.isVoid(message)) {
      this.#drop(message);
      return;
    }
    this.#queue.join(message, engine.now);
    if (!this.#queue.serving) this.#serveNext();
  }

  /** The service of the current message, or the current checkpoint, has ended: it takes effect. */
  finishService(): void {
    const message = this.#served;
    if (message === CHECKPOINT) this.#endCheckpoint();
    else if (!this.#endMessage(message)) return;
    this.#serveNext();
  }

  /** The slowest worker's clock. */
  get minClock(): number {
    return this.#table.minClock;
  }

  /** Rounds closed. */
  get round(): number {
    return this.#table.round;
  }

  /** The shard counts on `worker` no more: perhaps others need not wait any longer. */
  leave(worker: number): void {
    const { learning, asksAgain } = this.#run;
    const slowestMoved = this.#table.leave(worker);
    learning.leave(worker, this.#shard);
    if (this.#roundIsOver()) this.#closeRound();
    if (slowestMoved || asksAgain !== 'when-slowest-moves') this.#releaseParked();
    if (!this.#queue.serving) this.#serveNext();
  }

  /** `worker` has crashed: its pull, if it is parked, is nobody's any more. */
  forgetPull(worker: number): void {
    const { messages } = this.#run;
    this.#parked = this.#parked.filter((message) => {
      if (messages.workers[message] !== worker) return true;
      this.#drop(message);
      return false;
    });
  }

  /** The shard counts on `worker`, which goes on at `clock`. */
  join(worker: number, clock: number): void {
    this.#table.join(worker, clock);
  }

  /** The shard goes down. What is in the queue and parked its senders keep for it; what it was serving it will serve anew. */
  crash(): void {
    const { engine } = this.#run;
    this.#recovery.goDown();
    if (!this.#queue.serving) return;
    engine.cancel(this.#service!);
    this.#queue.endOther(engine.now);
    if (this.#served !== CHECKPOINT) this.#queue.rejoinFirst(this.#served, engine.now);
  }

  /** The shard is up again, with the parameters of its last checkpoint. Its workers tell it how far they are: the table of clocks stays. */
  restore(): void {
    for (const push of this.#held) this.#run.pushes.release(push);
    this.#held.length = 0;
    this.#recovery.comeUp(this.#table);
    this.#serveNext();
  }

  /** A checkpoint is to be taken when the current service has ended, before the next. */
  askForCheckpoint(): void {
    this.#recovery.checkpointFallsDue();
    if (!this.#queue.serving) this.#serveNext();
  }

  /** How the shard spent the time until now. */
  result(): ServerResult {
    const { served, ...measured } = this.#queue.measured(this.#run.engine.now);
    const traffic = { bytesIn: this.#bytesIn, bytesOut: this.#bytesOut };
    return { ...measured, messages: served, ...traffic, ...this.#run.learning.versionsOf(this.#shard) };
  }

  /** Takes messages from the queue until one can be served; pulls that are not admitted step aside. */
  #serveNext(): void {
    const { engine, membership } = this.#run;
    if (this.#recovery.isDown) return;
    if (this.#recovery.isCheckpointDue) {
      this.#beginCheckpoint(this.#recovery.checkpointDuration());
      return;
    }
    while (this.#queue.length > 0) {
      const message = this.#queue.leave(engine.now);
      if (membership.isVoid(message)) {
        if (!this.#drop(message)) return;
        continue;
      }
      if (!this.#admitted(message)) {
        this.#park(message);
        continue;
      }
      this.#begin(message);
      return;
    }
  }

  #begin(message: number): void {
    const { engine, messages, emit } = this.#run;
    this.#served = message;
    this.#queue.begin(engine.now);
    if (emit) {
      const kind = messages.kinds[message]!;
      emit({ kind: 'service-started', message: messageWord(kind), ...this.#words(message) });
    }
    const end = withinRange(
      after(engine.now, secondsToNanoseconds(this.#serviceSeconds(message))),
      serviceInWords,
      messages.workers[message]!,
    );
    this.#service = engine.scheduleAt(end, EventKind.serviceEnded, this.#shard);
  }

  #beginCheckpoint(duration: Duration): void {
    const { engine } = this.#run;
    this.#served = CHECKPOINT;
    this.#queue.beginOther(engine.now);
    const end = withinRange(after(engine.now, duration), () => `a checkpoint of server shard ${this.#shard}`);
    this.#service = engine.scheduleAt(end, EventKind.serviceEnded, this.#shard);
  }

  #endCheckpoint(): void {
    this.#queue.endOther(this.#run.engine.now);
    this.#recovery.endCheckpoint(this.#table.round);
  }

  /** Returns whether the run goes on. */
  #endMessage(message: number): boolean {
    const { engine, messages, membership } = this.#run;
    this.#queue.finish(engine.now);
    if (membership.isVoid(message)) return this.#drop(message);
    const goesOn =
      messages.kinds[message] === MessageKind.push ? this.#handlePush(message) : this.#answerPull(message);
    messages.free(message);
    return goesOn;
  }

  /** Nobody waits for `message` any more. Returns whether the run goes on. */
  #drop(message: number): boolean {
    const { messages, pushes, tally, emit } = this.#run;
    const kind = messages.kinds[message]!;
    emit?.({ kind: 'message-dropped', message: messageWord(kind), ...this.#words(message) });
    const push = messages.pushes[message]!;
    messages.free(message);
    if (kind !== MessageKind.push) return true;
    tally.pushDropped(this.#shard);
    pushes.fates[push] = Fate.void;
    pushes.release(push);
    return this.#settle(push);
  }

  /** This shard has handled `push`; with the last shard to do so it has been handled as a whole. Returns whether the run goes on. */
  #settle(push: number): boolean {
    return this.#run.pushes.handled(push) ? this.#listener.pushHandled(push) : true;
  }

  #serviceSeconds(message: number): number {
    const { messages } = this.#run;
    const { perPush, perPull, perPushedValue, perPulledValue } = this.#times;
    const isPush = messages.kinds[message] === MessageKind.push;
    const worker = messages.workers[message]!;
    const clock = messages.clocks[message]!;
    const perMessage = (isPush ? perPush : perPull).draw(worker, clock, this.#shard);
    const perValue = (isPush ? perPushedValue : perPulledValue).draw(worker, clock, this.#shard);
    return perMessage + perValue * messages.values[message]!;
  }

  /** Pushes always are; a pull when the protocol says so. */
  #admitted(message: number): boolean {
    const { messages, protocol } = this.#run;
    if (messages.kinds[message] === MessageKind.push) return true;
    const pull = this.#pull;
    pull.worker = messages.workers[message]!;
    pull.clock = messages.clocks[message]!;
    return protocol.admitPull(pull, this.#table);
  }

  #park(message: number): void {
    const { account, engine, messages, emit } = this.#run;
    this.#parked.push(message);
    account.park(messages.workers[message]!, this.#shard, engine.now);
    emit?.({ kind: 'pull-parked', ...this.#words(message), minClock: this.#table.minClock });
  }

  /** Parked pulls that are admitted now join the end of the queue, in the order in which they were parked. */
  #releaseParked(): void {
    if (this.#parked.length === 0) return;
    const { account, engine, messages, emit } = this.#run;
    this.#parked = this.#parked.filter((message) => {
      if (!this.#admitted(message)) return true;
      account.release(messages.workers[message]!, this.#shard, engine.now);
      emit?.({ kind: 'pull-released', ...this.#words(message), minClock: this.#table.minClock });
      this.#queue.join(message, engine.now);
      return false;
    });
  }

  /** Returns whether the run goes on. */
  #handlePush(message: number): boolean {
    const { messages, protocol, asksAgain } = this.#run;
    const push = messages.pushes[message]!;
    const worker = messages.workers[message]!;
    const clock = messages.clocks[message]!;
    const info = this.#table.describe(worker, clock);
    const counts = protocol.accepts?.(info, this.#table) ?? true;
    const slowestMoved = counts ? this.#hold(push, info) : this.#refuse(push, info);
    const closes = this.#roundIsOver();
    if (closes) this.#closeRound();
    this.#recovery.noteHandled(worker, clock);
    if (!this.#settle(push) || (closes && !this.#listener.roundClosed())) return false;
    if (asksAgain === 'after-every-push' || (asksAgain === 'when-round-closes' ? closes : slowestMoved))
      this.#releaseParked();
    return true;
  }

  /** The push becomes part of the round under way. Returns whether the slowest clock has moved. */
  #hold(push: number, info: Push): boolean {
    const { learning, protocol, emit } = this.#run;
    const { worker, clock, staleness } = info;
    learning.hold(push, this.#shard, info);
    this.#held.push(push);
    const slowestMoved = this.#table.count(worker);
    if (protocol.closesRound) this.#table.hold(worker);
    emit?.({ kind: 'push-handled', worker, clock, shard: this.#shard, staleness });
    return slowestMoved;
  }

  /** The push is dropped. Returns whether the slowest clock has moved. */
  #refuse(push: number, { worker, clock, staleness, roundLag }: Push): boolean {
    const { pushes, tally, emit } = this.#run;
    tally.pushDropped(this.#shard);
    if (pushes.fates[push] === Fate.counts) pushes.fates[push] = Fate.refused;
    pushes.release(push);
    emit?.({ kind: 'push-refused', worker, clock, shard: this.#shard, staleness, roundLag });
    return this.#table.skip(worker);
  }

  /** Asks the protocol, where there is a question. */
  #roundIsOver(): boolean {
    const { protocol } = this.#run;
    if (!protocol.closesRound) return this.#held.length > 0;
    return this.#table.heldCount > 0 && protocol.closesRound(this.#table);
  }

  /** What is held enters the parameters. */
  #closeRound(): void {
    const { learning, pushes, master, protocol, emit } = this.#run;
    const { round, heldCount } = this.#table;
    if (master) learning.keepFrom(this.#shard, master.reportOf(this.#shard));
    learning.closeRound(this.#shard, this.#table);
    this.#table.close();
    master?.become(this.#shard, this.#table.maxClock);
    for (const push of this.#held) pushes.release(push);
    this.#held.length = 0;
    if (protocol.closesRound) emit?.({ kind: 'round-closed', shard: this.#shard, round, pushes: heldCount });
  }

  /** Always true: an answer never ends the run. */
  #answerPull(message: number): boolean {
    const { messages, learning, mail, master, emit } = this.#run;
    const worker = messages.workers[message]!;
    const clock = messages.clocks[message]!;
    const { minClock } = this.#table;
    learning.answerPull(worker, this.#shard, this.#table, master?.toldTo(worker));
    this.#table.noteRead(worker);
    this.#listener.pullAnswered(worker, minClock);

    const { values, bytes } = learning.answerSize(worker, this.#shard);
    this.#bytesOut += bytes;
    mail.send(MessageKind.answer, worker, this.#shard, clock, values, bytes);
    emit?.({ kind: 'pull-answered', worker, clock, shard: this.#shard, minClock, bytes });
    return true;
  }

  #words(message: number): { worker: number; clock: number; shard: number } {
    const { messages } = this.#run;
    return { worker: messages.workers[message]!, clock: messages.clocks[message]!, shard: this.#shard };
  }
}

function serviceInWords(worker: number): string {
  return `the service of a message of worker ${worker}`;
}

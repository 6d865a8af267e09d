import { MessageKind } from '../cluster-model/messages.ts';
import { ServiceQueue } from '../cluster-model/service-queue.ts';
import type { EventHandle } from '../engine/event-queue.ts';
import { after, type Duration, secondsToNanoseconds, withinRange } from '../engine/time.ts';
import type { Sampler } from '../random/variate.ts';
import { ClockTable } from './clock-table.ts';
import type { ShardRecovery } from './faults/shard-recovery.ts';
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
  /** This was the last shard to handle `push`. Returns whether the run goes on. */
  pushHandled(push: number): boolean;
  /** No shard has anything to do with `push` any more, which some have dropped. Returns whether the run goes on. */
  pushDropped(push: number): boolean;
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
  readonly #clocks: ClockTable;
  /** Pushes of others handled when the worker's last pull was answered. [workers] */
  readonly #othersAtAnswer: Float64Array;
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
    this.#clocks = new ClockTable(run.workerCount);
    this.#othersAtAnswer = new Float64Array(run.workerCount);
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
    return this.#clocks.minClock;
  }

  /** The shard counts on `worker` no more: perhaps others need not wait any longer. */
  leave(worker: number): void {
    const { learning, asksAgain } = this.#run;
    const slowestMoved = this.#clocks.leave(worker);
    learning.leave(worker, this.#shard, this.#clocks);
    if (slowestMoved || asksAgain === 'after-every-push') this.#releaseParked();
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
    this.#clocks.join(worker, clock);
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
    this.#recovery.comeUp(this.#clocks);
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
    this.#recovery.endCheckpoint();
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
    pushes.dropped[push] = 1;
    return this.#settle(push);
  }

  /** This shard has done with `push`; the last shard to do so says what has become of it. Returns whether the run goes on. */
  #settle(push: number): boolean {
    const { pushes } = this.#run;
    pushes.shardsLeft[push] = pushes.shardsLeft[push]! - 1;
    if (pushes.shardsLeft[push]! > 0) return true;
    return pushes.dropped[push] === 0 ? this.#listener.pushHandled(push) : this.#listener.pushDropped(push);
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
    return protocol.admitPull(pull, this.#clocks);
  }

  #park(message: number): void {
    const { account, engine, messages, emit } = this.#run;
    this.#parked.push(message);
    account.park(messages.workers[message]!, this.#shard, engine.now);
    emit?.({ kind: 'pull-parked', ...this.#words(message), minClock: this.#clocks.minClock });
  }

  /** Parked pulls that are admitted now join the end of the queue, in the order in which they were parked. */
  #releaseParked(): void {
    if (this.#parked.length === 0) return;
    const { account, engine, messages, emit } = this.#run;
    this.#parked = this.#parked.filter((message) => {
      if (!this.#admitted(message)) return true;
      account.release(messages.workers[message]!, this.#shard, engine.now);
      emit?.({ kind: 'pull-released', ...this.#words(message), minClock: this.#clocks.minClock });
      this.#queue.join(message, engine.now);
      return false;
    });
  }

  /** Returns whether the run goes on. */
  #handlePush(message: number): boolean {
    const { messages, learning, asksAgain, master, emit } = this.#run;
    const push = messages.pushes[message]!;
    const worker = messages.workers[message]!;
    const clock = messages.clocks[message]!;
    const slowestMoved = this.#clocks.count(worker);
    const staleness = this.#clocks.countOfOthers(worker) - this.#othersAtAnswer[worker]!;
    if (master) learning.keepFrom(this.#shard, master.reportOf(this.#shard));
    learning.applyPush(push, this.#shard, { worker, clock, staleness }, this.#clocks);
    master?.become(this.#shard, this.#clocks.maxClock);
    emit?.({ kind: 'push-handled', worker, clock, shard: this.#shard, staleness });
    this.#recovery.noteHandled(worker, clock);
    if (!this.#settle(push)) return false;
    if (slowestMoved || asksAgain === 'after-every-push') this.#releaseParked();
    return true;
  }

  /** Always true: an answer never ends the run. */
  #answerPull(message: number): boolean {
    const { messages, learning, mail, master, emit } = this.#run;
    const worker = messages.workers[message]!;
    const clock = messages.clocks[message]!;
    const { minClock } = this.#clocks;
    learning.answerPull(worker, this.#shard, this.#clocks, master?.toldTo(worker));
    this.#othersAtAnswer[worker] = this.#clocks.countOfOthers(worker);
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

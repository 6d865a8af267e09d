import { MessageKind } from '../cluster-model/messages.ts';
import { ServiceQueue } from '../cluster-model/service-queue.ts';
import { after, secondsToNanoseconds, withinRange } from '../engine/time.ts';
import type { Sampler } from '../random/variate.ts';
import { ClockTable } from './clock-table.ts';
import { EventKind, type RunContext } from './run-context.ts';
import type { ServerResult } from './run-result.ts';

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
  /** The parameters for `worker` have been read. */
  pullAnswered(worker: number, minClock: number): void;
}

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
  #bytesIn = 0;
  #bytesOut = 0;

  constructor(run: RunContext, shard: number, times: ServiceTimes, listener: ShardListener) {
    this.#run = run;
    this.#shard = shard;
    this.#times = times;
    this.#listener = listener;
    this.#clocks = new ClockTable(run.workerCount);
    this.#othersAtAnswer = new Float64Array(run.workerCount);
  }

  /** A push or a pull request has arrived. */
  arrive(message: number): void {
    const { engine, messages, emit } = this.#run;
    this.#bytesIn += messages.bytes[message]!;
    if (emit) {
      const kind = messages.kinds[message] === MessageKind.push ? 'push-arrived' : 'pull-arrived';
      emit({ kind, ...this.#words(message) });
    }
    this.#queue.join(message, engine.now);
    if (!this.#queue.serving) this.#serveNext();
  }

  /** The service of the current message has ended: it takes effect. */
  finishService(): void {
    const { engine, messages } = this.#run;
    const message = this.#served;
    this.#queue.finish(engine.now);
    const goesOn =
      messages.kinds[message] === MessageKind.push ? this.#handlePush(message) : this.#answerPull(message);
    messages.free(message);
    if (goesOn) this.#serveNext();
  }

  /** How the shard spent the time until now. */
  result(): ServerResult {
    const { served, ...measured } = this.#queue.measured(this.#run.engine.now);
    return { ...measured, messages: served, bytesIn: this.#bytesIn, bytesOut: this.#bytesOut };
  }

  /** Takes messages from the queue until one can be served; pulls that are not admitted step aside. */
  #serveNext(): void {
    const { engine } = this.#run;
    while (this.#queue.length > 0) {
      const message = this.#queue.leave(engine.now);
      if (!this.#admitted(message)) {
        this.#park(message);
        continue;
      }
      this.#begin(message);
      return;
    }
  }

  #begin(message: number): void {
    const { engine, messages } = this.#run;
    this.#served = message;
    this.#queue.begin(engine.now);
    const end = withinRange(
      after(engine.now, secondsToNanoseconds(this.#serviceSeconds(message))),
      serviceInWords,
      messages.workers[message]!,
    );
    engine.scheduleAt(end, EventKind.serviceEnded, this.#shard);
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
    const { messages, pushes, learning, asksAgain, emit } = this.#run;
    const push = messages.pushes[message]!;
    const worker = messages.workers[message]!;
    const clock = messages.clocks[message]!;
    const slowestMoved = this.#clocks.count(worker);
    const staleness = this.#clocks.countOfOthers(worker) - this.#othersAtAnswer[worker]!;
    learning.applyPush(push, this.#shard, { worker, clock, staleness }, this.#clocks);
    emit?.({ kind: 'push-handled', worker, clock, shard: this.#shard, staleness });
    pushes.shardsLeft[push] = pushes.shardsLeft[push]! - 1;
    if (pushes.shardsLeft[push] === 0 && !this.#listener.pushHandled(push)) return false;
    if (slowestMoved || asksAgain === 'after-every-push') this.#releaseParked();
    return true;
  }

  /** Always true: an answer never ends the run. */
  #answerPull(message: number): boolean {
    const { messages, learning, network, traffic, emit } = this.#run;
    const worker = messages.workers[message]!;
    const clock = messages.clocks[message]!;
    const { minClock } = this.#clocks;
    learning.answerPull(worker, this.#shard, this.#clocks);
    this.#othersAtAnswer[worker] = this.#clocks.countOfOthers(worker);
    this.#listener.pullAnswered(worker, minClock);

    const { values, bytes } = learning.answerSize(worker, this.#shard);
    const answer = messages.add(MessageKind.answer, worker, this.#shard, clock);
    messages.values[answer] = values;
    messages.bytes[answer] = bytes;
    this.#bytesOut += bytes;
    traffic.pulled += bytes;
    network.send(answer);
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

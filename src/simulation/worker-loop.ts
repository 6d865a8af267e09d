import { MessageKind } from '../cluster-model/messages.ts';
import { after, withinRange } from '../engine/time.ts';
import { Presence } from './membership.ts';
import { EventKind, type RunContext } from './run-context.ts';
import { Activity } from './time-account.ts';
import type { VersionMaster } from './version-master.ts';

/**
 * What every worker does: compute a clock, push its update, pull if the protocol asks for it, and so on. It does not wait
 * for its push to be delivered; the pull request leaves right after the push; shards are addressed in order.
 */
export class WorkerLoop {
  readonly #run: RunContext;
  readonly #onClockFinished: (worker: number, clock: number) => boolean;
  /** Clocks finished. [workers] */
  readonly clocks: Uint32Array;
  readonly #cachedMinClock: Uint32Array;
  /** While a pull is under way: the smallest of the slowest clocks in the answers given so far. */
  readonly #answeredMinClock: Float64Array;
  readonly #answersLeft: Int32Array;
  readonly #othersAtPull: Float64Array;
  readonly #view: { worker: number; clock: number; cachedMinClock: number; readonly workerCount: number };

  /**
   * `onClockFinished` hears of every finished clock before its push leaves, and says whether the run goes on.
   */
  constructor(run: RunContext, onClockFinished: (worker: number, clock: number) => boolean) {
    const { workerCount } = run;
    this.#run = run;
    this.#onClockFinished = onClockFinished;
    this.clocks = new Uint32Array(workerCount);
    this.#cachedMinClock = new Uint32Array(workerCount);
    this.#answeredMinClock = new Float64Array(workerCount);
    this.#answersLeft = new Int32Array(workerCount);
    this.#othersAtPull = new Float64Array(workerCount);
    this.#view = { worker: 0, clock: 0, cachedMinClock: 0, workerCount };
  }

  /** Every worker that is there starts clock 0 on w0, in index order. */
  startAll(): void {
    const { workerCount, membership } = this.#run;
    for (let worker = 0; worker < workerCount; worker++) {
      if (membership.isMember(worker)) this.#startClock(worker);
    }
  }

  /** A worker that was not there comes (back): it pulls for the clock that it has come to, if there is one left. */
  resume(worker: number): void {
    const clock = this.clocks[worker]!;
    if (clock >= this.#run.maxClocks) this.#finish(worker);
    else this.#pull(worker, clock);
  }

  /** The computation of `worker` has ended. */
  finishClock(worker: number): void {
    const { learning, pushes, shardCount, running, reassignment, engine, emit } = this.#run;
    const clock = this.clocks[worker]!;
    running.finished(worker);
    const push = pushes.add(worker, clock, this.#othersAtPull[worker]!, shardCount);
    learning.computeUpdate(push, worker, clock);
    this.clocks[worker] = clock + 1;
    emit?.({ kind: 'clock-finished', worker, clock });
    if (!this.#onClockFinished(worker, clock)) return;
    const moved = reassignment?.finished(worker, engine.now);
    if (moved) emit?.({ kind: 'examples-moved', worker, clock, ...moved });
    this.#sendPush(push, worker, clock);
    this.#goOn(worker, clock + 1);
  }

  /** `worker` has been told the stable version: it pulls. */
  masterAnswered(worker: number): void {
    const { master, mail, requestBytes, emit } = this.#run;
    const clock = master!.clockOf(worker);
    mail.countPulled(requestBytes);
    emit?.({ kind: 'master-answered', worker, clock, version: master!.toldTo(worker) });
    this.#sendPull(worker, clock);
  }

  /** A server shard has read the parameters that it is about to send to `worker`. */
  noteAnswer(worker: number, minClock: number): void {
    const { updates } = this.#run;
    const first = this.#answeredMinClock[worker] === Number.POSITIVE_INFINITY;
    // An update that is counted after the first answer may be missing from the replica.
    if (first) this.#othersAtPull[worker] = updates.countOfOthers(worker);
    this.#answeredMinClock[worker] = Math.min(this.#answeredMinClock[worker]!, minClock);
  }

  /** The answer of `shard` has arrived at `worker`. With the last one it goes on. */
  answerArrived(worker: number, shard: number): void {
    this.#answersLeft[worker] = this.#answersLeft[worker]! - 1;
    if (this.#answersLeft[worker]! > 0) return;
    const { account, engine, emit } = this.#run;
    const minClock = this.#answeredMinClock[worker]!;
    this.#cachedMinClock[worker] = minClock;
    account.change(worker, Activity.computing, engine.now);
    emit?.({ kind: 'pulled', worker, clock: this.clocks[worker]!, minClock, shard });
    this.#startClock(worker);
  }

  #startClock(worker: number): void {
    const { engine, learning, machines, running, tally, reassignment, emit } = this.#run;
    const clock = this.clocks[worker]!;
    reassignment?.started(worker, engine.now);
    const duration = machines.clockDuration(worker, clock, engine.now, learning.workOf(worker, clock));
    const end = withinRange(after(engine.now, duration), clockInWords, worker, clock);
    const event = engine.scheduleAt(end, EventKind.clockFinished, worker);
    running.started(worker, clock, duration, event);
    tally.recoveryEnded(worker, engine.now);
    emit?.({ kind: 'clock-started', worker, clock });
  }

  /** After the push of the clock before `clock`. */
  #goOn(worker: number, clock: number): void {
    if (clock >= this.#run.maxClocks) {
      this.#finish(worker);
      return;
    }
    const view = this.#view;
    view.worker = worker;
    view.clock = clock;
    view.cachedMinClock = this.#cachedMinClock[worker]!;
    if (this.#run.protocol.needsPull(view)) this.#pull(worker, clock);
    else this.#startClock(worker);
  }

  #finish(worker: number): void {
    const { account, engine, membership, tally } = this.#run;
    account.change(worker, Activity.idle, engine.now);
    membership.become(worker, Presence.done);
    tally.recoveryEnded(worker, engine.now);
  }

  #pull(worker: number, clock: number): void {
    const { account, engine, master } = this.#run;
    account.change(worker, Activity.pulling, engine.now);
    if (master) this.#askMaster(master, worker, clock);
    else this.#sendPull(worker, clock);
  }

  #askMaster(master: VersionMaster, worker: number, clock: number): void {
    const { mail, requestBytes, emit } = this.#run;
    mail.countPulled(requestBytes);
    master.ask(worker, clock);
    emit?.({ kind: 'master-asked', worker, clock });
  }

  #sendPush(push: number, worker: number, clock: number): void {
    const { mail, learning, shardCount } = this.#run;
    for (let shard = 0; shard < shardCount; shard++) {
      const { values, bytes } = learning.pushSize(push, worker, shard);
      mail.send(MessageKind.push, worker, shard, clock, values, bytes, push);
    }
  }

  #sendPull(worker: number, clock: number): void {
    const { mail, learning, shardCount, requestBytes } = this.#run;
    this.#answersLeft[worker] = shardCount;
    this.#answeredMinClock[worker] = Number.POSITIVE_INFINITY;
    for (let shard = 0; shard < shardCount; shard++) {
      const { values } = learning.answerSize(worker, shard);
      mail.send(MessageKind.pullRequest, worker, shard, clock, values, requestBytes);
    }
  }
}

function clockInWords(worker: number, clock: number): string {
  return `clock ${clock} of worker ${worker}`;
}

import { assert } from '../base/assert.ts';
import type { WhileBlocking } from '../cluster-model/machines.ts';
import { MessageKind } from '../cluster-model/messages.ts';
import { Engine } from '../engine/engine.ts';
import { NEVER, nanosecondsToSeconds, type SimTime, secondsToNanoseconds } from '../engine/time.ts';
import { builtinCatalogue, type Catalogue } from '../scenarios/catalogue.ts';
import type { AlgorithmSpec } from '../scenarios/scenario.ts';
import { assembleRun, serviceTimesOf } from './assemble-run.ts';
import { deadlockError, StandstillWatch, standstillError } from './dead-ends.ts';
import { describeResult } from './describe-result.ts';
import { FaultInjector } from './faults/fault-injector.ts';
import { ShardRecovery } from './faults/shard-recovery.ts';
import { type Prepared, preparedFor } from './prepare.ts';
import { Fate } from './push-ledger.ts';
import { EventKind, type RunContext } from './run-context.ts';
import { RunRecord } from './run-record.ts';
import type { RunResult } from './run-result.ts';
import { ServerShard } from './server-shard.ts';
import type { Observer } from './training-event.ts';
import { WorkerLoop } from './worker-loop.ts';

/** Events between two looks at whether time stands still. */
const STRIDE = 10_000;

/** How far a run has come. */
export interface RunProgress {
  /** Nanoseconds of simulated time. */
  readonly time: number;
  readonly updates: number;
  readonly clocksMin: number;
  /** The last that was evaluated. */
  readonly objective: number | undefined;
  /** Part done of the limit that is nearest; undefined before anything has happened. */
  readonly fraction: number | undefined;
}

/** What may be said about a run beside what it computes. */
export interface RunOptions {
  readonly observers?: readonly Observer[];
  readonly catalogue?: Catalogue;
  /** Whether only the clockwork runs, which mathematics can influence by a target alone. Default: false. */
  readonly isTimedOnly?: boolean;
  /** Told of work within one event that may take seconds. Default: it is simply done. */
  readonly whileBlocking?: WhileBlocking;
}

/** One algorithm on one prepared scenario: advance it until it has ended, then take its result. */
export class TrainingRun {
  readonly #prepared: Prepared;
  readonly #algorithm: AlgorithmSpec;
  readonly #catalogue: Catalogue;
  readonly #engine: Engine;
  readonly #run: RunContext;
  readonly #workers: WorkerLoop;
  readonly #shards: readonly ServerShard[];
  readonly #record: RunRecord;
  readonly #standstill: StandstillWatch;
  readonly #maxTime: SimTime;
  readonly #faults: FaultInjector;
  #started = false;
  #result: RunResult | undefined;

  constructor(common: Prepared, algorithm: AlgorithmSpec, options: RunOptions = {}) {
    const prepared = preparedFor(common, algorithm);
    const { scenario, workerCount } = prepared;
    const { stop, training } = scenario;
    const observers = options.observers ?? [];
    this.#prepared = prepared;
    this.#algorithm = algorithm;
    this.#catalogue = options.catalogue ?? builtinCatalogue;
    this.#engine = new Engine((kind, subject) => this.#handle(kind, subject));
    const emit = (event: Parameters<Observer['observe']>[0]) => {
      Object.freeze(event); // what one observer does to it must not reach the next
      for (const observer of observers) observer.observe(event, this.#engine.now);
    };
    this.#run = assembleRun(
      prepared,
      algorithm,
      this.#catalogue,
      this.#engine,
      observers.length > 0 ? emit : undefined,
      options.isTimedOnly,
      options.whileBlocking,
    );
    const serviceTimes = serviceTimesOf(prepared);
    this.#workers = new WorkerLoop(this.#run, (worker, clock) => this.#afterClock(worker, clock));
    this.#shards = Array.from(
      { length: this.#run.shardCount },
      (_, shard) =>
        new ServerShard(
          this.#run,
          shard,
          serviceTimes,
          {
            pushHandled: (push) => this.#afterPush(push),
            roundClosed: () => this.#afterRound(),
            pullAnswered: (worker, minClock) => this.#workers.noteAnswer(worker, minClock),
          },
          new ShardRecovery(this.#run, shard, prepared.faults),
        ),
    );
    this.#faults = new FaultInjector(this.#run, prepared.faults, this.#workers, this.#shards);
    this.#record = new RunRecord(this.#run, { stop, training, target: prepared.target });
    this.#standstill = new StandstillWatch(workerCount);
    this.#maxTime =
      stop.maxTime === undefined ? NEVER : (secondsToNanoseconds(stop.maxTime) as number as SimTime);
  }

  /** Handles up to `maxEvents` events. Returns whether there is more to do. */
  advance(maxEvents: number): boolean {
    if (!this.#started) this.#start();
    let more = this.#record.status === undefined;
    for (let left = maxEvents; more && left > 0; left -= STRIDE) more = this.#stride(Math.min(left, STRIDE));
    return more;
  }

  /** How far the run has come, at any moment between two calls of `advance`. */
  progress(): RunProgress {
    const { stop } = this.#prepared.scenario;
    const { updates, time, clocksMin } = this.#record.position;
    const parts = [
      stop.maxTime === undefined ? 0 : nanosecondsToSeconds(time) / stop.maxTime,
      stop.maxUpdates === undefined ? 0 : updates / stop.maxUpdates,
      stop.maxRounds === undefined ? 0 : this.#rounds() / stop.maxRounds,
      stop.maxClocks === undefined ? 0 : updates / (stop.maxClocks * this.#run.workerCount),
    ];
    return {
      time,
      updates,
      clocksMin,
      objective: this.#record.curve.at(-1)?.objective,
      fraction: updates === 0 ? undefined : Math.min(1, Math.max(...parts)),
    };
  }

  /** What the run has come to, once `advance` has returned false. */
  result(): RunResult {
    const record = this.#record;
    assert(record.status !== undefined, 'the result of a run that has not ended');
    this.#result ??= describeResult({
      prepared: this.#prepared,
      algorithm: this.#algorithm,
      catalogue: this.#catalogue,
      run: this.#run,
      status: record.status,
      position: record.position,
      curve: record.curve,
      staleness: record.staleness,
      servers: this.#shards.map((shard) => shard.result()),
      digest: record.digest(),
    });
    return this.#result;
  }

  /** Handles up to `events` events. Returns whether there is more to do. */
  #stride(events: number): boolean {
    const more = this.#engine.advance(events, this.#maxTime);
    if (this.#record.status !== undefined) return false;
    if (more) this.#refuseStandstill(events);
    else if (this.#engine.pending === 0) this.#refuseDeadlock();
    else this.#record.endAtMaxTime();
    if (more) this.#faults.refuseStandstill(this.#algorithm, events);
    return more;
  }

  #start(): void {
    this.#started = true;
    this.#record.begin();
    if (this.#record.status !== undefined) return;
    this.#faults.start();
    this.#workers.startAll();
  }

  #handle(kind: number, subject: number): void {
    if (kind === EventKind.messageArrived) this.#deliver(subject);
    else if (kind === EventKind.serviceEnded) this.#shards[subject]!.finishService();
    else if (kind === EventKind.networkStep) this.#run.network.step!(subject);
    else if (kind === EventKind.clockFinished) this.#workers.finishClock(subject);
    else if (kind === EventKind.masterAsked) this.#run.master!.answer(subject);
    else if (kind === EventKind.masterAnswered) this.#workers.masterAnswered(subject);
    else this.#handleFault(kind, subject);
  }

  #handleFault(kind: number, subject: number): void {
    this.#faults.handle(kind, subject);
    this.#endIfOver();
  }

  #deliver(message: number): void {
    const { messages } = this.#run;
    if (messages.kinds[message] !== MessageKind.answer) {
      this.#shards[messages.shards[message]!]!.arrive(message);
      return;
    }
    const worker = messages.workers[message]!;
    const shard = messages.shards[message]!;
    const isDropped = this.#faults.dropsAnswer(message);
    messages.free(message);
    if (!isDropped) this.#workers.answerArrived(worker, shard);
  }

  /** A push has been handled by its last shard. Returns whether the run goes on. */
  #afterPush(push: number): boolean {
    const { pushes, updates, tally } = this.#run;
    const fate = pushes.fates[push]!;
    if (fate === Fate.counts) this.#record.addUpdate(push);
    else tally.updateDropped();
    if (fate === Fate.refused) updates.skip(pushes.workers[push]!);
    pushes.release(push);
    this.#endIfOver();
    return this.#record.status === undefined;
  }

  /** A shard has closed a round. Returns whether the run goes on. */
  #afterRound(): boolean {
    const { maxRounds } = this.#prepared.scenario.stop;
    if (maxRounds === undefined || this.#rounds() < maxRounds) return true;
    this.#record.endAtLimit();
    return false;
  }

  /** Rounds that every shard has closed. */
  #rounds(): number {
    return this.#shards.reduce((least, { round }) => Math.min(least, round), Number.POSITIVE_INFINITY);
  }

  /** Ends the run when nobody has a clock left to do and no push is under way. */
  #endIfOver(): void {
    const { pushes, membership } = this.#run;
    if (pushes.underWay > 0 || !membership.isOver || this.#record.status !== undefined) return;
    this.#record.endAtLimit();
  }

  /** A worker has finished a clock. Returns whether the run goes on. */
  #afterClock(worker: number, clock: number): boolean {
    this.#record.addClock(worker, clock);
    return this.#record.status === undefined;
  }

  /** Where no number of clocks ends the run, workers may go round and round in no time. */
  #refuseStandstill(events: number): void {
    const { now } = this.#engine;
    const { maxClocks, maxUpdates, maxRounds } = this.#prepared.scenario.stop;
    if (maxClocks !== undefined) return;
    // Updates and rounds are progress only where they are limited.
    const updates = maxUpdates === undefined ? 0 : this.#run.updates.pushCount;
    const reached = now + updates + (maxRounds === undefined ? 0 : this.#rounds());
    if (this.#standstill.isStuck(reached, events)) throw standstillError(this.#algorithm, now);
  }

  #refuseDeadlock(): never {
    const { maxClocks } = this.#run;
    const { clocks } = this.#workers;
    const stuck = [...clocks.keys()].filter((worker) => clocks[worker]! < maxClocks);
    throw deadlockError(this.#algorithm, this.#engine.now, stuck);
  }
}

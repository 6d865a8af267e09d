import { assert } from '../base/assert.ts';
import { MessageKind } from '../cluster-model/messages.ts';
import { Engine } from '../engine/engine.ts';
import { NEVER, nanosecondsToSeconds, type SimTime, secondsToNanoseconds } from '../engine/time.ts';
import { builtinCatalogue, type Catalogue } from '../scenarios/catalogue.ts';
import type { AlgorithmSpec } from '../scenarios/scenario.ts';
import { assembleRun, serviceTimesOf } from './assemble-run.ts';
import { deadlockError, StandstillWatch, standstillError } from './dead-ends.ts';
import { describeResult } from './describe-result.ts';
import { Evaluator, type Position } from './evaluator.ts';
import type { Prepared } from './prepare.ts';
import { EventKind, type RunContext } from './run-context.ts';
import { RunDigest } from './run-digest.ts';
import type { RunResult, RunStatus } from './run-result.ts';
import { ServerShard } from './server-shard.ts';
import { StalenessTally } from './staleness-tally.ts';
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
  readonly #evaluator: Evaluator;
  readonly #digest = new RunDigest();
  readonly #staleness: StalenessTally;
  readonly #maxTime: SimTime;
  #started = false;
  #status: RunStatus | undefined;
  #result: RunResult | undefined;
  /** With `of: fastest-worker`: clocks that somebody has finished. */
  #evaluatedClocks = 0;
  readonly #standstill: StandstillWatch;

  constructor(prepared: Prepared, algorithm: AlgorithmSpec, options: RunOptions = {}) {
    const { scenario, workerCount } = prepared;
    const { stop, training } = scenario;
    const observers = options.observers ?? [];
    this.#prepared = prepared;
    this.#algorithm = algorithm;
    this.#catalogue = options.catalogue ?? builtinCatalogue;
    this.#engine = new Engine((kind, subject) => this.#handle(kind, subject));
    const emit = (event: Parameters<Observer['observe']>[0]) => {
      for (const observer of observers) observer.observe(event, this.#engine.now);
    };
    this.#run = assembleRun(
      prepared,
      algorithm,
      this.#catalogue,
      this.#engine,
      observers.length > 0 ? emit : undefined,
    );
    const serviceTimes = serviceTimesOf(prepared);
    this.#workers = new WorkerLoop(this.#run, stop.maxClocks ?? Number.POSITIVE_INFINITY, (worker, clock) =>
      this.#afterClock(worker, clock),
    );
    this.#shards = Array.from(
      { length: this.#run.shardCount },
      (_, shard) =>
        new ServerShard(this.#run, shard, serviceTimes, {
          pushHandled: (push) => this.#afterUpdate(push),
          pullAnswered: (worker, minClock) => this.#workers.noteAnswer(worker, minClock),
        }),
    );
    const every = training?.evaluate.every ?? { updates: workerCount };
    this.#evaluator = new Evaluator(
      'updates' in every ? every : { nanoseconds: Math.max(1, secondsToNanoseconds(every.seconds)) },
      prepared.target,
    );
    this.#staleness = new StalenessTally(workerCount);
    this.#standstill = new StandstillWatch(workerCount);
    this.#maxTime =
      stop.maxTime === undefined ? NEVER : (secondsToNanoseconds(stop.maxTime) as number as SimTime);
  }

  /** Handles up to `maxEvents` events. Returns whether there is more to do. */
  advance(maxEvents: number): boolean {
    if (!this.#started) this.#start();
    let more = this.#status === undefined;
    for (let left = maxEvents; more && left > 0; left -= STRIDE) more = this.#stride(Math.min(left, STRIDE));
    return more;
  }

  /** How far the run has come, at any moment between two calls of `advance`. */
  progress(): RunProgress {
    const { stop } = this.#prepared.scenario;
    const { updates, time, clocksMin } = this.#position();
    const parts = [
      stop.maxTime === undefined ? 0 : nanosecondsToSeconds(time) / stop.maxTime,
      stop.maxUpdates === undefined ? 0 : updates / stop.maxUpdates,
      stop.maxClocks === undefined ? 0 : updates / (stop.maxClocks * this.#run.workerCount),
    ];
    return {
      time,
      updates,
      clocksMin,
      objective: this.#evaluator.curve.at(-1)?.objective,
      fraction: updates === 0 ? undefined : Math.min(1, Math.max(...parts)),
    };
  }

  /** What the run has come to, once `advance` has returned false. */
  result(): RunResult {
    assert(this.#status !== undefined, 'the result of a run that has not ended');
    this.#result ??= describeResult({
      prepared: this.#prepared,
      algorithm: this.#algorithm,
      catalogue: this.#catalogue,
      run: this.#run,
      status: this.#status,
      position: this.#position(),
      curve: this.#evaluator.curve,
      staleness: this.#staleness,
      servers: this.#shards.map((shard) => shard.result()),
      digest: this.#digest.finish(this.#run.learning.parameters),
    });
    return this.#result;
  }

  /** Handles up to `events` events. Returns whether there is more to do. */
  #stride(events: number): boolean {
    const more = this.#engine.advance(events, this.#maxTime);
    if (this.#status !== undefined) return false;
    if (more) this.#refuseStandstill(events);
    else if (this.#engine.pending === 0) this.#refuseDeadlock();
    else this.#endAtLimit();
    return more;
  }

  #start(): void {
    this.#started = true;
    this.#evaluate();
    if (this.#status === undefined) this.#workers.startAll();
  }

  #handle(kind: number, subject: number): void {
    if (kind === EventKind.messageArrived) this.#deliver(subject);
    else if (kind === EventKind.serviceEnded) this.#shards[subject]!.finishService();
    else this.#workers.finishClock(subject);
  }

  #deliver(message: number): void {
    const { messages } = this.#run;
    if (messages.kinds[message] !== MessageKind.answer) {
      this.#shards[messages.shards[message]!]!.arrive(message);
      return;
    }
    const worker = messages.workers[message]!;
    messages.free(message);
    this.#workers.answerArrived(worker);
  }

  /** A push has been handled by its last shard: one more update. Returns whether the run goes on. */
  #afterUpdate(push: number): boolean {
    const { pushes, updates, learning, emit } = this.#run;
    const worker = pushes.workers[push]!;
    const clock = pushes.clocks[push]!;
    updates.count(worker);
    const staleness = updates.countOfOthers(worker) - pushes.othersAtPull[push]!;
    this.#staleness.add(worker, staleness);
    this.#digest.update(this.#engine.now, worker, clock);
    learning.forget(push);
    pushes.free(push);
    emit?.({ kind: 'updated', worker, clock, update: updates.pushCount, staleness });
    if (!this.#evaluatesReplica && this.#evaluator.isDue(this.#position())) this.#evaluate();
    if (this.#status === undefined && this.#isLastUpdate()) this.#endAtLimit();
    return this.#status === undefined;
  }

  /** With `of: fastest-worker`, a clock that nobody has finished before is evaluated. Returns whether the run goes on. */
  #afterClock(worker: number, clock: number): boolean {
    if (this.#evaluatesReplica && clock >= this.#evaluatedClocks) {
      this.#evaluatedClocks = clock + 1;
      this.#evaluate(worker);
    }
    return this.#status === undefined;
  }

  get #evaluatesReplica(): boolean {
    return this.#prepared.scenario.training?.evaluate.of === 'fastest-worker';
  }

  #isLastUpdate(): boolean {
    const { maxUpdates, maxClocks } = this.#prepared.scenario.stop;
    const { updates, workerCount } = this.#run;
    return (
      updates.pushCount === maxUpdates ||
      (maxClocks !== undefined && updates.pushCount === maxClocks * workerCount)
    );
  }

  /** Evaluates the server, or the replica of `worker`, and ends the run if that says so. */
  #evaluate(worker?: number): void {
    const { learning, emit } = this.#run;
    const evaluation = worker === undefined ? learning.evaluateServer() : learning.evaluateReplica(worker);
    const position = this.#position();
    const ending = this.#evaluator.record(position, evaluation);
    if (evaluation.objective !== undefined) {
      const { objective, accuracy } = evaluation;
      emit?.({ kind: 'evaluated', updates: position.updates, objective, accuracy });
    }
    if (ending) this.#end(ending);
  }

  /** A limit has been reached: evaluates this moment, unless it has been already, and ends the run. */
  #endAtLimit(): void {
    const { time, updates } = this.#evaluator.last;
    const position = this.#position();
    if (time !== position.time || updates !== position.updates) {
      if (this.#evaluatesReplica) this.#evaluator.record(position, this.#evaluator.last);
      else this.#evaluate();
    }
    if (this.#status === undefined) this.#end('stopped');
  }

  #end(status: RunStatus): void {
    this.#status = status;
    this.#engine.stop();
  }

  #position(): Position {
    const { updates, engine } = this.#run;
    return {
      time: engine.now,
      updates: updates.pushCount,
      clocksMin: updates.minClock,
      clocksMax: updates.maxClock,
    };
  }

  /** Where no number of clocks ends the run, workers may go round and round in no time. */
  #refuseStandstill(events: number): void {
    const { now } = this.#engine;
    const { maxClocks, maxUpdates } = this.#prepared.scenario.stop;
    if (maxClocks !== undefined) return;
    // Updates are progress only where they are limited.
    const reached = maxUpdates === undefined ? now : now + this.#run.updates.pushCount;
    if (this.#standstill.isStuck(reached, events)) throw standstillError(this.#algorithm, now);
  }

  #refuseDeadlock(): never {
    const { maxClocks = Number.POSITIVE_INFINITY } = this.#prepared.scenario.stop;
    const { clocks } = this.#workers;
    const stuck = [...clocks.keys()].filter((worker) => clocks[worker]! < maxClocks);
    throw deadlockError(this.#algorithm, this.#engine.now, stuck);
  }
}

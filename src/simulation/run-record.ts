import { secondsToNanoseconds } from '../engine/time.ts';
import type { StopSpec, TrainingSpec } from '../scenarios/scenario.ts';
import { Evaluator, type Position } from './evaluator.ts';
import type { RunContext } from './run-context.ts';
import { RunDigest } from './run-digest.ts';
import type { CurvePoint, RunStatus } from './run-result.ts';
import { StalenessTally } from './staleness-tally.ts';

/** What a record needs to know of the scenario. */
export interface RecordOptions {
  readonly stop: StopSpec;
  /** Undefined with `model: none`. */
  readonly training: TrainingSpec | undefined;
  /** The objective to reach, if there is one. */
  readonly target: number | undefined;
}

/** Counts the updates of a run, evaluates when that is due, and says when and how the run has ended. */
export class RunRecord {
  readonly staleness: StalenessTally;
  readonly #run: RunContext;
  readonly #stop: StopSpec;
  readonly #evaluator: Evaluator;
  readonly #evaluatesReplica: boolean;
  readonly #digest = new RunDigest();
  #status: RunStatus | undefined;
  /** With `of: fastest-worker`: clocks that somebody has finished. */
  #evaluatedClocks = 0;

  constructor(run: RunContext, { stop, training, target }: RecordOptions) {
    this.#run = run;
    this.#stop = stop;
    const every = training?.evaluate.every ?? { updates: run.workerCount };
    this.#evaluator = new Evaluator(
      'updates' in every ? every : { nanoseconds: Math.max(1, secondsToNanoseconds(every.seconds)) },
      { objective: target, accuracy: stop.accuracy },
    );
    this.#evaluatesReplica = training?.evaluate.of === 'fastest-worker';
    this.staleness = new StalenessTally(run.workerCount);
  }

  /** How the run has ended; undefined while it goes on. */
  get status(): RunStatus | undefined {
    return this.#status;
  }

  get curve(): readonly CurvePoint[] {
    return this.#evaluator.curve;
  }

  /** Where the run is. */
  get position(): Position {
    const { updates, engine } = this.#run;
    return {
      time: engine.now,
      updates: updates.pushCount,
      clocksMin: updates.minClock,
      clocksMax: updates.maxClock,
    };
  }

  /** Evaluates w0. */
  begin(): void {
    this.#evaluate();
  }

  /** A push has been handled by its last shard: one more update. */
  addUpdate(push: number): void {
    const { pushes, updates, engine, emit } = this.#run;
    const worker = pushes.workers[push]!;
    const clock = pushes.clocks[push]!;
    updates.count(worker);
    const staleness = updates.countOfOthers(worker) - pushes.othersAtPull[push]!;
    this.staleness.add(worker, staleness);
    this.#digest.update(engine.now, worker, clock);
    emit?.({ kind: 'updated', worker, clock, update: updates.pushCount, staleness });
    const { now: time } = engine;
    if (!this.#evaluatesReplica && this.#evaluator.isDue({ updates: updates.pushCount, time }))
      this.#evaluate();
    if (this.#status === undefined && updates.pushCount === this.#stop.maxUpdates) this.endAtLimit();
  }

  /** A worker has finished `clock`. With `of: fastest-worker`, one that nobody has finished before is evaluated. */
  addClock(worker: number, clock: number): void {
    if (!this.#evaluatesReplica || clock < this.#evaluatedClocks) return;
    this.#evaluatedClocks = clock + 1;
    this.#evaluate(worker);
  }

  /** Time is up. Other than at the last update, shards may have handled parts of pushes since this moment was evaluated. */
  endAtMaxTime(): void {
    const { objective } = this.#evaluator.last;
    const isStale = !Object.is(this.#run.learning.evaluateServer().objective, objective);
    if (isStale && !this.#evaluatesReplica) this.#evaluate();
    if (this.#status === undefined) this.endAtLimit();
  }

  /** A limit has been reached: evaluates this moment, unless it has been already, and ends the run. */
  endAtLimit(): void {
    const { time, updates } = this.#evaluator.last;
    const { position } = this;
    if (time !== position.time || updates !== position.updates) {
      if (this.#evaluatesReplica) this.#evaluator.record(position, this.#evaluator.last);
      else this.#evaluate();
    }
    if (this.#status === undefined) this.#end('stopped');
  }

  /** The digest of the run, which has ended. To be asked for once. */
  digest(): string {
    return this.#digest.finish(this.#run.learning.parameters);
  }

  /** Evaluates the server, or the replica of `worker`, and ends the run if that says so. */
  #evaluate(worker?: number): void {
    const { learning, emit } = this.#run;
    const evaluation = worker === undefined ? learning.evaluateServer() : learning.evaluateReplica(worker);
    const { position } = this;
    const ending = this.#evaluator.record(position, evaluation);
    const { objective, accuracy } = evaluation;
    if (objective !== undefined) {
      emit?.({ kind: 'evaluated', updates: position.updates, objective, accuracy });
    }
    if (ending) this.#end(ending);
  }

  #end(status: RunStatus): void {
    this.#status = status;
    this.#run.engine.stop();
  }
}

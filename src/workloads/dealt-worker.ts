import { assert } from '../base/assert.ts';
import type { LocalOptimizer } from '../optimizers/local/local-optimizer.ts';
import type { ClockPlan, Dealing, HeldParameters, WorkerShard } from './workload.ts';

/** Makes the worker that goes through `rows`, which it keeps. */
export type WorkerMaker = (rows: Uint32Array) => WorkerShard;

/** A worker whose examples change between clocks. */
class DealtWorker implements WorkerShard {
  readonly held: HeldParameters;
  readonly #make: WorkerMaker;
  #rows: Uint32Array;
  /** On the examples of the clock under way. */
  #current: WorkerShard;
  #clock = 0;
  #changed = false;

  constructor(rows: Uint32Array, make: WorkerMaker) {
    this.#rows = rows;
    this.#make = make;
    this.#current = make(rows);
    this.held = this.#current.held;
  }

  get examples(): number {
    return this.#rows.length;
  }

  plan(clock: number): ClockPlan {
    if (clock !== this.#clock) this.#begin(clock);
    return this.#current.plan(clock);
  }

  train(
    clock: number,
    replica: Float64Array,
    update: Float64Array,
    learningRate: number,
    optimizer: LocalOptimizer,
  ): void {
    assert(clock === this.#clock, () => `clock ${clock} is computed, and ${this.#clock} was planned`);
    this.#current.train(clock, replica, update, learningRate, optimizer);
  }

  /** Takes the last `count` examples away. */
  give(count: number): Uint32Array {
    const left = this.#rows.length - count;
    const given = this.#rows.slice(left);
    this.#become(this.#rows.slice(0, left));
    return given;
  }

  take(rows: Uint32Array): void {
    const all = new Uint32Array(this.#rows.length + rows.length);
    all.set(this.#rows);
    all.set(rows, this.#rows.length);
    this.#become(all);
  }

  #become(rows: Uint32Array): void {
    this.#rows = rows;
    this.#changed = true;
  }

  #begin(clock: number): void {
    assert(clock > this.#clock, () => `clock ${clock} is planned after ${this.#clock}`);
    this.#clock = clock;
    if (!this.#changed) return;
    this.#current = this.#make(this.#rows);
    this.#changed = false;
  }
}

/** Examples that can move between workers. `assignment`: who has which at first. `makerOf`: what makes a worker. */
export function dealingOf(
  assignment: readonly Uint32Array[],
  makerOf: (worker: number) => WorkerMaker,
): Dealing {
  const workers = assignment.map((rows, worker) => new DealtWorker(rows, makerOf(worker)));
  return { workers, move: (from, to, count) => workers[to]!.take(workers[from]!.give(count)) };
}

import type { LocalOptimizer, Support } from '../optimizers/local/local-optimizer.ts';
import type { Kernel } from './kernels/kernel.ts';
import type { L2Term } from './l2-term.ts';
import type { Model } from './models/model.ts';
import type { TouchedFeatures } from './touched-features.ts';
import { examplesIn, visitBatches, type Walk } from './walk.ts';
import type { ClockPlan, HeldParameters, WorkerShard } from './workload.ts';

/** What one worker's share of a linear model is made of. */
export interface LinearWorkerParts extends Walk {
  readonly held: HeldParameters;
  readonly model: Model;
  readonly kernel: Kernel;
  /** By row. */
  readonly labels: Float64Array;
  /** Stored entries of a row. */
  readonly entriesOf: (row: number) => number;
  /** Null: a step moves every position. */
  readonly touched: TouchedFeatures | null;
  /** Null: l2 = 0. */
  readonly l2: L2Term | null;
  readonly gradient: 'mean' | 'sum';
  /** Work memory that all workers share: zeros between two calls. [held.count] */
  readonly work: Float64Array;
  /** [K], shared as well. */
  readonly scores: Float64Array;
}

/** Local steps on a linear model. */
export class LinearWorker implements WorkerShard {
  readonly examples: number;
  readonly held: HeldParameters;
  readonly #parts: LinearWorkerParts;
  /** The plan asked for last: it is asked for again when the clock has been computed. */
  #planned: { readonly clock: number; readonly plan: ClockPlan };

  constructor(parts: LinearWorkerParts) {
    this.examples = parts.batches.examples;
    this.held = parts.held;
    this.#parts = parts;
    this.#planned = { clock: 0, plan: this.#planOf(0) };
  }

  plan(clock: number): ClockPlan {
    if (this.#planned.clock !== clock) this.#planned = { clock, plan: this.#planOf(clock) };
    return this.#planned.plan;
  }

  train(
    clock: number,
    replica: Float64Array,
    update: Float64Array,
    learningRate: number,
    optimizer: LocalOptimizer,
  ): void {
    const { batchesPerClock, touched, work, held } = this.#parts;
    const everything: Support = { indices: null, count: held.count };
    const first = clock * batchesPerClock;
    for (let batch = first; batch < first + batchesPerClock; batch++) {
      this.#addGradient(work, replica, batch);
      const support = touched === null ? everything : touched.ofBatch(batch);
      optimizer.step(work, support, learningRate);
      moveBy(work, support, replica, update);
    }
  }

  #planOf(clock: number): ClockPlan {
    const { batchesPerClock, entriesOf, touched } = this.#parts;
    const first = clock * batchesPerClock;
    const examples = examplesIn(this.#parts, first, batchesPerClock);
    let nonzeros = 0;
    visitBatches(this.#parts, first, batchesPerClock, (rows, from, to) => {
      for (let k = from; k < to; k++) nonzeros += entriesOf(rows[k]!);
    });
    const carried = touched === null ? null : touched.ofClock(clock);
    return { batches: batchesPerClock, examples, nonzeros, carried };
  }

  /** The mean over the examples of the mini-batch, plus l2·w; all of it times their number for `gradient: sum`. */
  #addGradient(gradient: Float64Array, replica: Float64Array, batch: number): void {
    const { l2, gradient: kind } = this.#parts;
    const examples = examplesIn(this.#parts, batch, 1);
    const divisor = kind === 'mean' ? examples : 1;
    visitBatches(this.#parts, batch, 1, (rows, from, to) => {
      this.#addLoss(gradient, replica, rows, from, to, divisor);
    });
    l2?.addTo(gradient, replica, kind === 'mean' ? 1 : examples);
  }

  #addLoss(
    gradient: Float64Array,
    replica: Float64Array,
    rows: Uint32Array,
    from: number,
    to: number,
    divisor: number,
  ): void {
    const { kernel, model, labels, scores } = this.#parts;
    for (let k = from; k < to; k++) {
      const row = rows[k]!;
      kernel.scoresInto(scores, replica, row);
      model.scoreGradient(scores, labels[row]!);
      for (let output = 0; output < scores.length; output++) scores[output] = scores[output]! / divisor;
      kernel.addScaled(gradient, scores, row);
    }
  }
}

/** Adds `step` to both vectors at the positions of `support`, and leaves zeros in its place. */
function moveBy(step: Float64Array, support: Support, replica: Float64Array, update: Float64Array): void {
  const { indices, count } = support;
  if (indices === null) {
    for (let i = 0; i < count; i++) moveOne(step, i, replica, update);
  } else {
    for (let k = 0; k < count; k++) moveOne(step, indices[k]!, replica, update);
  }
}

function moveOne(step: Float64Array, i: number, replica: Float64Array, update: Float64Array): void {
  const moved = step[i]!;
  replica[i] = replica[i]! + moved;
  update[i] = update[i]! + moved;
  step[i] = 0;
}

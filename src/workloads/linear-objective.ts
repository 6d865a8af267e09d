import { CompensatedSum } from '../numerics/compensated-sum.ts';
import type { DataSet } from './data-set.ts';
import type { Kernel } from './kernels/kernel.ts';
import { kernelFor } from './kernels/kernel-for.ts';
import type { Model } from './models/model.ts';
import type { Evaluation } from './workload.ts';

/** F and accuracy on one set of examples. */
type Pass = Pick<Evaluation, 'objective' | 'accuracy'>;

/** F(w) = (1/N) Σ loss(x_i, y_i, w) + (l2/2)·|w|² over examples in row order. */
export class LinearObjective {
  readonly rows: number;
  readonly parameterCount: number;
  readonly l2: number;
  readonly #labels: Float64Array;
  readonly #model: Model;
  readonly #kernel: Kernel;
  readonly #scores: Float64Array;

  /** `labels`: as prepared for `model`. [rows] */
  constructor(data: DataSet, labels: Float64Array, model: Model, l2: number) {
    this.rows = data.rows;
    this.parameterCount = data.features * model.outputs;
    this.l2 = l2;
    this.#labels = labels;
    this.#model = model;
    this.#kernel = kernelFor(data, model.outputs);
    this.#scores = new Float64Array(model.outputs);
  }

  /** F(w). */
  valueAt(parameters: Float64Array): number {
    return this.#pass(parameters, true, false).objective;
  }

  /** Part of the examples whose labels the model predicts; undefined for models that do not classify. */
  accuracyAt(parameters: Float64Array): number | undefined {
    return this.#pass(parameters, false, true).accuracy;
  }

  /** Both in one pass. */
  evaluate(parameters: Float64Array): Pass {
    return this.#pass(parameters, true, true);
  }

  /** F(w); `gradient` becomes ∇F(w). */
  valueAndGradient(gradient: Float64Array, parameters: Float64Array): number {
    const scores = this.#scores;
    const total = new CompensatedSum();
    gradient.fill(0);
    for (let row = 0; row < this.rows; row++) {
      this.#kernel.scoresInto(scores, parameters, row);
      total.add(this.#model.loss(scores, this.#labels[row]!));
      this.#model.scoreGradient(scores, this.#labels[row]!);
      this.#kernel.addScaled(gradient, scores, row);
    }
    for (let i = 0; i < gradient.length; i++) {
      gradient[i] = gradient[i]! / this.rows + this.l2 * parameters[i]!;
    }
    return total.value / this.rows + this.#penalty(parameters);
  }

  /** The largest loss of an example. */
  largestLoss(parameters: Float64Array): number {
    let largest = 0;
    for (let row = 0; row < this.rows; row++) {
      this.#kernel.scoresInto(this.#scores, parameters, row);
      largest = Math.max(largest, this.#model.loss(this.#scores, this.#labels[row]!));
    }
    return largest;
  }

  /** The largest absolute value of a score. */
  largestScore(parameters: Float64Array): number {
    let largest = 0;
    for (let row = 0; row < this.rows; row++) {
      this.#kernel.scoresInto(this.#scores, parameters, row);
      for (const score of this.#scores) largest = Math.max(largest, Math.abs(score));
    }
    return largest;
  }

  #pass(parameters: Float64Array, wantLoss: boolean, wantHits: boolean): Pass {
    const scores = this.#scores;
    const model = this.#model;
    const total = new CompensatedSum();
    let hits = 0;
    for (let row = 0; row < this.rows; row++) {
      this.#kernel.scoresInto(scores, parameters, row);
      const label = this.#labels[row]!;
      if (wantLoss) total.add(model.loss(scores, label));
      if (wantHits && model.correct?.(scores, label)) hits++;
    }
    return {
      objective: total.value / this.rows + this.#penalty(parameters),
      accuracy: wantHits && model.correct ? hits / this.rows : undefined,
    };
  }

  #penalty(parameters: Float64Array): number {
    if (this.l2 === 0) return 0;
    let squares = 0;
    for (let i = 0; i < parameters.length; i++) squares += parameters[i]! * parameters[i]!;
    return (this.l2 / 2) * squares;
  }
}

import type { DataSet } from './data-set.ts';
import { type Kernel, kernelFor } from './kernels/kernel.ts';
import type { Model } from './models/model.ts';

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
    let total = 0;
    for (let row = 0; row < this.rows; row++) {
      this.#kernel.scoresInto(this.#scores, parameters, row);
      total += this.#model.loss(this.#scores, this.#labels[row]!);
    }
    return total / this.rows + this.#penalty(parameters);
  }

  /** F(w); `gradient` becomes ∇F(w). */
  valueAndGradient(gradient: Float64Array, parameters: Float64Array): number {
    const scores = this.#scores;
    let total = 0;
    gradient.fill(0);
    for (let row = 0; row < this.rows; row++) {
      this.#kernel.scoresInto(scores, parameters, row);
      total += this.#model.loss(scores, this.#labels[row]!);
      this.#model.scoreGradient(scores, this.#labels[row]!);
      this.#kernel.addScaled(gradient, scores, row);
    }
    for (let i = 0; i < gradient.length; i++) {
      gradient[i] = gradient[i]! / this.rows + this.l2 * parameters[i]!;
    }
    return total / this.rows + this.#penalty(parameters);
  }

  /** Part of the examples whose labels the model predicts; undefined for models that do not classify. */
  accuracyAt(parameters: Float64Array): number | undefined {
    const { correct } = this.#model;
    if (!correct) return undefined;
    let hits = 0;
    for (let row = 0; row < this.rows; row++) {
      this.#kernel.scoresInto(this.#scores, parameters, row);
      if (correct(this.#scores, this.#labels[row]!)) hits++;
    }
    return hits / this.rows;
  }

  #penalty(parameters: Float64Array): number {
    if (this.l2 === 0) return 0;
    let squares = 0;
    for (let i = 0; i < parameters.length; i++) squares += parameters[i]! * parameters[i]!;
    return (this.l2 / 2) * squares;
  }
}

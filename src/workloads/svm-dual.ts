import { axpy, dot } from '../numerics/vector.ts';
import { shuffle } from '../random/shuffle.ts';
import { Streams } from '../random/streams.ts';
import type { DataSet } from './data-set.ts';
import type { Kernel } from './kernels/kernel.ts';
import { kernelFor } from './kernels/kernel-for.ts';
import type { LinearProblem } from './linear-problem.ts';

const MOST_CONJUGATE_STEPS = 200;
/** Parts of the way to the maximum on a face that are tried, cut off at the walls, before the first wall is respected. */
const TRIED_PARTS = [1, 1 / 4, 1 / 16];

/**
 * The dual of the linear SVM: with C = 1/(N·l2), maximise D(α) = Σ α_i − ½|w(α)|² over 0 ≤ α_i ≤ C, where
 * w(α) = Σ α_i y_i x_i are the primal parameters. For every α, l2·D(α) ≤ min F: that is the certificate.
 */
export class SvmDual {
  /** w(α). [d] */
  readonly parameters: Float64Array;
  /** C */
  readonly #upper: number;
  readonly #labels: Float64Array;
  readonly #kernel: Kernel;
  /** [N] */
  readonly #alphas: Float64Array;
  /** |x_i|². [N] */
  readonly #squares: Float64Array;
  readonly #order: Uint32Array;
  readonly #uniforms = new Streams(0, 0).stream('svm-dual').sequence(0);
  /** [d] */
  readonly #work: Float64Array;
  readonly #scalar = new Float64Array(1);

  constructor({ train, labels, objective }: LinearProblem) {
    this.parameters = new Float64Array(train.features);
    this.#work = new Float64Array(train.features);
    this.#upper = 1 / (train.rows * objective.l2);
    this.#labels = labels;
    this.#kernel = kernelFor(train, 1);
    this.#alphas = new Float64Array(train.rows);
    this.#order = new Uint32Array(train.rows).map((_, i) => i);
    this.#squares = rowSquares(train);
  }

  /** D(α). Computes w(α) anew, so that no rounding piles up in it. */
  value(): number {
    this.parameters.fill(0);
    let sum = 0;
    for (const i of this.#order.sort()) {
      sum += this.#alphas[i]!;
      this.#add(this.parameters, i, this.#alphas[i]!);
    }
    return sum - dot(this.parameters, this.parameters) / 2;
  }

  /** One pass of dual coordinate descent in random order (Hsieh et al., ICML 2008, Algorithm 1). */
  sweep(): void {
    shuffle(this.#order, this.#uniforms);
    for (const i of this.#order) {
      const before = this.#alphas[i]!;
      const slope = 1 - this.#margin(i, this.parameters);
      // An example without features loses 1 whatever happens: its α goes to the wall.
      const after = this.#squares[i] === 0 ? this.#upper : this.#clip(before + slope / this.#squares[i]!);
      if (after === before) continue;
      this.#alphas[i] = after;
      this.#add(this.parameters, i, after - before);
    }
  }

  /**
   * Moves the α that touch no wall towards their common maximum, as far as the walls allow (after Moré and Toraldo, SIAM J.
   * Optim. 1991). Sweeps find the right walls quickly and then crawl; this does not. D never falls. Yields now and then, for whoever
   * wants to stop.
   */
  *ascendOnFace(): Generator<void, void> {
    const isFree = (i: number) => this.#alphas[i]! > 0 && this.#alphas[i]! < this.#upper;
    const free = this.#order.filter(isFree).sort();
    if (free.length === 0) return;
    const step = yield* this.#stepOnFace(free);
    for (const part of TRIED_PARTS) if (this.#tryMove(free, step, part)) return;
    this.#tryMove(free, step, this.#partToWall(free, step));
  }

  /** Conjugate gradients on Q δ = 1 − Q α over `free`, Q_ij = y_i y_j x_i·x_j: δ is the step to the maximum without walls. */
  *#stepOnFace(free: Uint32Array): Generator<void, Float64Array> {
    const step = new Float64Array(free.length);
    const residual = Float64Array.from(free, (i) => 1 - this.#margin(i, this.parameters));
    const direction = residual.slice();
    const first = dot(residual, residual);
    let squared = first;
    for (let round = 0; round < MOST_CONJUGATE_STEPS && squared > 1e-28 * first; round++) {
      yield;
      const curvature = this.#squaredLength(free, direction);
      if (curvature <= 1e-14 * this.#largestSquare(free) * dot(direction, direction)) {
        // D grows along this direction until a wall ends it.
        if (round === 0) axpy(step, this.#upper / largestAbsolute(direction), direction);
        break;
      }
      const length = squared / curvature;
      axpy(step, length, direction);
      free.forEach((i, k) => {
        residual[k] = residual[k]! - length * this.#margin(i, this.#work);
      });
      const next = dot(residual, residual);
      for (let k = 0; k < free.length; k++) direction[k] = residual[k]! + (next / squared) * direction[k]!;
      squared = next;
    }
    return step;
  }

  /** Moves `free` by `part` of `step`, cut off at the walls, if D does not fall. */
  #tryMove(free: Uint32Array, step: Float64Array, part: number): boolean {
    const change = step.map((length, k) => {
      const before = this.#alphas[free[k]!]!;
      return this.#clip(before + part * length) - before;
    });
    let gain = -this.#squaredLength(free, change) / 2;
    free.forEach((i, k) => {
      gain += change[k]! * (1 - this.#margin(i, this.parameters));
    });
    if (!(gain > 0)) return false;
    axpy(this.parameters, 1, this.#work);
    free.forEach((i, k) => {
      this.#alphas[i] = this.#clip(this.#alphas[i]! + part * step[k]!);
    });
    return true;
  }

  /** The part of `step` at which the first wall is met. */
  #partToWall(free: Uint32Array, step: Float64Array): number {
    let part = 1;
    free.forEach((i, k) => {
      const room = step[k]! > 0 ? this.#upper - this.#alphas[i]! : -this.#alphas[i]!;
      if (step[k] !== 0) part = Math.min(part, room / step[k]!);
    });
    return part;
  }

  /** |Σ weights_k y_i x_i|² over i = examples[k]; the sum stays in the work vector. */
  #squaredLength(examples: Uint32Array, weights: Float64Array): number {
    this.#work.fill(0);
    for (let k = 0; k < examples.length; k++) this.#add(this.#work, examples[k]!, weights[k]!);
    return dot(this.#work, this.#work);
  }

  #largestSquare(examples: Uint32Array): number {
    return examples.reduce((largest, i) => Math.max(largest, this.#squares[i]!), 0);
  }

  /** y_i x_i·vector */
  #margin(i: number, vector: Float64Array): number {
    this.#kernel.scoresInto(this.#scalar, vector, i);
    return this.#labels[i]! * this.#scalar[0]!;
  }

  /** target += weight · y_i x_i */
  #add(target: Float64Array, i: number, weight: number): void {
    this.#scalar[0] = weight * this.#labels[i]!;
    this.#kernel.addScaled(target, this.#scalar, i);
  }

  #clip(alpha: number): number {
    return Math.min(this.#upper, Math.max(0, alpha));
  }
}

/** |x_i|² of every row. */
function rowSquares({ examples, rows, features }: DataSet): Float64Array {
  const offset = (row: number) => (examples.kind === 'sparse' ? examples.offsets[row]! : row * features);
  return new Float64Array(rows).map((_, row) => {
    const values = examples.values.subarray(offset(row), offset(row + 1));
    return dot(values, values);
  });
}

function largestAbsolute(vector: Float64Array): number {
  return vector.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}

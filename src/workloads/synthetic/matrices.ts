import type { UniformSequence } from '../../random/streams.ts';
import { normalVariates } from './normal-variates.ts';

/** Square matrices and tall ones, row by row in one array. The sums run in index order, so that they have the same bits everywhere. */

/** G = (1/N) ZᵀZ. Z: [rows, d]; G: [d, d]. */
export function gramMatrix(z: Float64Array, rows: number, d: number): Float64Array {
  const gram = new Float64Array(d * d);
  for (let row = 0; row < rows; row++) {
    for (let a = 0; a < d; a++) {
      const factor = z[row * d + a]!;
      for (let b = 0; b <= a; b++) gram[a * d + b] = gram[a * d + b]! + factor * z[row * d + b]!;
    }
  }
  for (let a = 0; a < d; a++) {
    for (let b = 0; b <= a; b++) {
      gram[a * d + b] = gram[a * d + b]! / rows;
      gram[b * d + a] = gram[a * d + b]!;
    }
  }
  return gram;
}

/** Lower triangular L with L Lᵀ = G, G positive definite (Cholesky). [d, d] */
export function choleskyFactor(gram: Float64Array, d: number): Float64Array {
  const lower = new Float64Array(d * d);
  for (let a = 0; a < d; a++) {
    for (let b = 0; b <= a; b++) {
      let rest = gram[a * d + b]!;
      for (let k = 0; k < b; k++) rest -= lower[a * d + k]! * lower[b * d + k]!;
      lower[a * d + b] = a === b ? Math.sqrt(rest) : rest / lower[b * d + b]!;
    }
  }
  return lower;
}

/** L⁻¹ of a lower triangular L. [d, d] */
export function inverseOfLower(lower: Float64Array, d: number): Float64Array {
  const inverse = new Float64Array(d * d);
  for (let column = 0; column < d; column++) {
    for (let a = column; a < d; a++) {
      let rest = a === column ? 1 : 0;
      for (let k = column; k < a; k++) rest -= lower[a * d + k]! * inverse[k * d + column]!;
      inverse[a * d + column] = rest / lower[a * d + a]!;
    }
  }
  return inverse;
}

/**
 * Multiplies M from the left by a random rotation: reflections along normal vectors of lengths d, d − 1, …, 2 (G. W. Stewart, "The
 * efficient generation of random orthogonal matrices", 1980). M: [d, d], in place.
 */
export function rotateAtRandom(matrix: Float64Array, d: number, uniforms: UniformSequence): void {
  for (let length = 2; length <= d; length++) reflect(matrix, d, normalVariates(length, uniforms));
}

/** M ← (I − 2 v vᵀ / vᵀv) M, where v stands for the last rows. */
function reflect(matrix: Float64Array, d: number, v: Float64Array): void {
  const first = d - v.length;
  const norm = v.reduce((sum, x) => sum + x * x, 0);
  const along = new Float64Array(d);
  for (let k = 0; k < v.length; k++) {
    for (let b = 0; b < d; b++) along[b] = along[b]! + v[k]! * matrix[(first + k) * d + b]!;
  }
  for (let k = 0; k < v.length; k++) {
    const factor = (2 * v[k]!) / norm;
    for (let b = 0; b < d; b++) {
      const at = (first + k) * d + b;
      matrix[at] = matrix[at]! - factor * along[b]!;
    }
  }
}

/** M v. M: [rows, d]; v: [d]. */
export function timesVector(matrix: Float64Array, rows: number, v: Float64Array): Float64Array {
  const product = new Float64Array(rows);
  for (let row = 0, at = 0; row < rows; row++) {
    let sum = 0;
    for (let k = 0; k < v.length; k++, at++) sum += matrix[at]! * v[k]!;
    product[row] = sum;
  }
  return product;
}

/** Mᵀ v. M: [v.length, d]. */
export function transposedTimes(matrix: Float64Array, d: number, v: Float64Array): Float64Array {
  const product = new Float64Array(d);
  for (let row = 0, at = 0; row < v.length; row++) {
    for (let k = 0; k < d; k++, at++) product[k] = product[k]! + matrix[at]! * v[row]!;
  }
  return product;
}

/** √ of the mean square. */
export function rootMeanSquare(v: Float64Array): number {
  return Math.sqrt(v.reduce((sum, x) => sum + x * x, 0) / v.length);
}

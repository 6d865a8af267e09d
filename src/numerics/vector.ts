/** Σ a_i b_i, summed in index order. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** target += factor · vector. */
export function axpy(target: Float64Array, factor: number, vector: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i] = target[i]! + factor * vector[i]!;
}

/** target = a + factor · b. */
export function combineInto(target: Float64Array, a: Float64Array, factor: number, b: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i] = a[i]! + factor * b[i]!;
}

/** target *= factor. */
export function scale(target: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] = target[i]! * factor;
}

/** Euclidean length. */
export function norm(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}

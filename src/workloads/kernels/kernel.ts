/**
 * The two passes over an example of which every gradient of a linear model is made. Parameters lie by feature: w[j·K + k].
 * Entries are always taken in the order in which they are stored, so that a sum has one value.
 */
export interface Kernel {
  /** scores[k] = Σ_j x_j · parameters[j·K + k]. */
  scoresInto(scores: Float64Array, parameters: Float64Array, row: number): void;
  /** target[j·K + k] += coefficients[k] · x_j. */
  addScaled(target: Float64Array, coefficients: Float64Array, row: number): void;
}

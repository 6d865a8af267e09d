import type { WorkloadSpec } from '../../scenarios/scenario.ts';
import type { DataSet } from '../../workloads/data-set.ts';
import { withIntercept } from '../../workloads/intercept.ts';

/** Returns the largest second derivative of a model's loss with respect to its scores: ¼ for log(1 + e^−s), 1 for ½s², ½ for softmax. */
const STEEPEST: Readonly<Record<string, number>> = {
  'logistic-regression': 0.25,
  'least-squares': 1,
  'softmax-regression': 0.5,
};

/** Bounds on the largest eigenvalue of second derivatives anywhere. */
export interface Curvature {
  /** Of F. */
  readonly ofObjective: number;
  /** Of the objective of any single worker. */
  readonly ofWorkers: number;
}

/**
 * F's second derivatives are at most c·λ_max(XᵀX)/N + l2, with λ_max(XᵀX) ≤ ‖X‖_1·‖X‖_∞ (largest column sum times largest row sum) and ≤
 * Σ|x_i|². A worker has N/M of the examples, so that its own are at most M times as steep, and at most c·max|x_i|². `strongestL2`:
 * the largest l2·M/M_j. Undefined for a model with kinks.
 */
export function curvatureOf(
  { model, intercept, l2 }: WorkloadSpec,
  train: DataSet,
  workers: number,
  strongestL2: number,
): Curvature | undefined {
  const steepest = STEEPEST[model];
  if (steepest === undefined) return undefined;
  const { columnSum, rowSum, meanSquare, largestSquare } = normsOf(intercept ? withIntercept(train) : train);
  const whole = Math.min((columnSum * rowSum) / train.rows, meanSquare);
  return {
    ofObjective: steepest * whole + l2,
    ofWorkers: steepest * Math.min(workers * whole, largestSquare) + Math.max(l2, strongestL2),
  };
}

/** Sums of absolute values, and of squares by row. */
function normsOf({ rows, features, examples }: DataSet) {
  const columns = new Float64Array(features);
  const { values } = examples;
  let [rowSum, largestSquare, squares] = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    const from = examples.kind === 'dense' ? row * features : examples.offsets[row]!;
    const to = examples.kind === 'dense' ? from + features : examples.offsets[row + 1]!;
    let [sum, square] = [0, 0];
    for (let k = from; k < to; k++) {
      const column = examples.kind === 'dense' ? k - from : examples.indices[k]!;
      const size = Math.abs(values[k]!);
      columns[column] = columns[column]! + size;
      sum += size;
      square += size * size;
    }
    rowSum = Math.max(rowSum, sum);
    largestSquare = Math.max(largestSquare, square);
    squares += square;
  }
  return {
    columnSum: columns.reduce((most, sum) => Math.max(most, sum), 0),
    rowSum,
    largestSquare,
    meanSquare: squares / rows,
  };
}

import { InputError } from '../base/errors.ts';
import { CompensatedSums } from '../numerics/compensated-sum.ts';
import type { DataSet, DenseRows, SparseRows, SplitData, Standardisation } from './data-set.ts';

/**
 * The same examples with standardised features: z = (x − mean) / deviation for dense rows, z = x / deviation for sparse ones, which would
 * not be sparse any more if means were taken away (scikit-learn's StandardScaler, `with_mean=False`). Means and population deviations are
 * those of the training rows, entries that a sparse row does not have counting as 0; test rows are treated alike.
 *
 * A feature that does not vary, up to the rounding of its values, is divided by 1.
 *
 * @throws InputError where values are too large for a deviation that is a double.
 */
export function standardised(data: SplitData): SplitData {
  const { train, test } = data;
  const standardisation = moments(train);
  const apply = (set: DataSet): DataSet => ({ ...set, examples: applied(set.examples, standardisation) });
  return {
    ...data,
    train: apply(train),
    ...(test && { test: apply(test) }),
    preparation: { ...data.preparation, standardised: standardisation },
  };
}

/**
 * Means and deviations by the corrected two-pass algorithm (Chan, Golub and LeVeque, The American Statistician 1983). With m a mean that
 * rounding has touched and d = x − m:
 *
 *     mean = m + Σd / n      variance = (Σd² − (Σd)² / n) / n
 *
 * so that the mean of n equal values is that value.
 */
function moments({ examples, rows, features }: DataSet): Standardisation {
  const rough = roughMeans(examples, rows, features);
  const sums = new CompensatedSums(features);
  const squares = new CompensatedSums(features);
  const entries = new Float64Array(features);
  forEachEntry(examples, features, (feature, value) => {
    const difference = value - rough[feature]!;
    sums.add(feature, difference);
    squares.add(feature, difference * difference);
    entries[feature]!++;
  });
  const means = new Float64Array(features);
  const deviations = new Float64Array(features);
  for (let feature = 0; feature < features; feature++) {
    const mean = rough[feature]!;
    const zeros = rows - entries[feature]!; // of sparse rows without such an entry
    sums.add(feature, -mean * zeros);
    squares.add(feature, mean * mean * zeros);
    const shift = sums.at(feature) / rows;
    means[feature] = mean + shift;
    deviations[feature] = deviationOf(squares.at(feature) / rows - shift * shift, mean, rows, feature);
  }
  return examples.kind === 'dense' ? { means, deviations } : { deviations };
}

function roughMeans(examples: DenseRows | SparseRows, rows: number, features: number): Float64Array {
  const sums = new CompensatedSums(features);
  forEachEntry(examples, features, (feature, value) => sums.add(feature, value));
  return Float64Array.from({ length: features }, (_, feature) => sums.at(feature) / rows);
}

/**
 * The square root of a variance, or 1 where it may be rounding alone. The bound is that of scikit-learn, n·ε·variance + (n·mean·ε)², from
 * the same paper.
 */
function deviationOf(variance: number, mean: number, rows: number, feature: number): number {
  if (!Number.isFinite(variance)) {
    throw new InputError({
      path: 'workload.data.standardise',
      message: `feature ${feature + 1} has values too large to be standardised`,
      allowed: 'values whose squares can be added up in doubles',
    });
  }
  const error = rows * mean * Number.EPSILON;
  const bound = rows * Number.EPSILON * variance + error * error;
  return variance <= bound ? 1 : Math.sqrt(variance);
}

function forEachEntry(
  examples: DenseRows | SparseRows,
  features: number,
  visit: (feature: number, value: number) => void,
): void {
  const { values } = examples;
  const indices = examples.kind === 'sparse' ? examples.indices : undefined;
  for (let k = 0; k < values.length; k++) visit(indices ? indices[k]! : k % features, values[k]!);
}

function applied(
  examples: DenseRows | SparseRows,
  { means, deviations }: Standardisation,
): DenseRows | SparseRows {
  const { values } = examples;
  if (examples.kind === 'sparse') {
    const { indices } = examples;
    return { ...examples, values: values.map((value, k) => value / deviations[indices[k]!]!) };
  }
  const features = deviations.length;
  const standard = (value: number, k: number) => (value - means![k % features]!) / deviations[k % features]!;
  return { kind: 'dense', values: values.map(standard) };
}

import { pow } from '../../numerics/elementary.ts';

/** Eigenvalues from 1 down to 1/condition, each the same part of the one before. [count] */
export function geometricSpectrum(count: number, condition: number): Float64Array {
  return Float64Array.from({ length: count }, (_, j) => (j === 0 ? 1 : pow(condition, -j / (count - 1))));
}

/** What is wrong with a condition number for so many features, or undefined. */
export function spectrumContradiction(features: number, condition: number): string | undefined {
  return features === 1 && condition !== 1 ? 'one feature has condition 1' : undefined;
}

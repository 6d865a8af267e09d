import fc from 'fast-check';
import type { Variate } from '../../base/options.ts';

/** A whole number from `least` to `most`, each equally likely; shrinks to `least`. (Left alone, fc.integer prefers the ends of its range.) */
export function oneOf(least: number, most: number): fc.Arbitrary<number> {
  return fc.noBias(fc.integer({ min: least, max: most }));
}

/** Whole multiples of a quarter of `unit`, from `least` quarters on: a coarse grid, so that events often fall on the same instant. */
export function multiples(unit: number, least: number, most: number): fc.Arbitrary<number> {
  return fc.integer({ min: least, max: most }).map((quarters) => (quarters * unit) / 4);
}

/** A number ≥ 0 of the order of `unit`, or a distribution of such numbers. Shrinks to 0. */
export function variates(unit: number): fc.Arbitrary<Variate> {
  return fc.oneof({ withCrossShrink: true }, multiples(unit, 0, 8), distributionsOf(unit));
}

/** A number above 0 of the order of `unit`, or a distribution of such numbers. Shrinks to `unit`. */
export function positiveVariates(unit: number): fc.Arbitrary<Variate> {
  const numbers = fc.constantFrom(1, 2, 4, 0.5, 0.25, 0.75, 1.5, 3).map((factor) => factor * unit);
  return fc.oneof({ withCrossShrink: true }, numbers, distributionsOf(unit));
}

/** The same, but never far below a quarter of `unit`: a machine a thousand times slower than the others makes a test slow. */
export function boundedVariates(unit: number): fc.Arbitrary<Variate> {
  const numbers = fc.constantFrom(1, 2, 4, 0.5, 0.25, 0.75, 1.5, 3).map((factor) => factor * unit);
  return fc.oneof({ withCrossShrink: true }, numbers, ...bounded(unit));
}

/** Distributions of every registered name, none of which draws 0 or less. */
export function distributionsOf(unit: number): fc.Arbitrary<Variate> {
  const size = multiples(unit, 1, 8);
  const shape = fc.constantFrom(1, 0.5, 2, 3.5);
  return fc.oneof(
    ...bounded(unit),
    fc.record({ exponential: fc.record({ mean: size }) }),
    fc.record({ normal: fc.record({ mean: size, sd: size }) }),
    fc.record({ gamma: fc.record({ shape, scale: size }) }),
    fc.record({ weibull: fc.record({ shape, scale: size }) }),
  );
}

function bounded(unit: number): fc.Arbitrary<Variate>[] {
  const size = multiples(unit, 1, 8);
  return [
    fc.record({ uniform: fc.record({ min: size, max: size }).map(ordered) }),
    fc.record({ 'shifted-exponential': fc.record({ shift: size, mean: size }) }),
    fc.record({ lognormal: fc.record({ median: size, sigma: fc.constantFrom(0.25, 1) }) }),
    fc.record({ pareto: fc.record({ shape: fc.constantFrom(1.5, 3), scale: size }) }),
    fc.record({ bernoulli: fc.record({ p: fc.constantFrom(0.25, 0.5), value: size, otherwise: size }) }),
    fc.record({ empirical: fc.record({ values: fc.array(size, { minLength: 1, maxLength: 4 }) }) }),
  ];
}

function ordered({ min, max }: { min: number; max: number }): { min: number; max: number } {
  return { min: Math.min(min, max), max: Math.max(min, max) };
}

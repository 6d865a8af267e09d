import { choiceOption, integerOption, numberOption, type ValuesOf } from '../../base/options.ts';
import type { UniformSequence } from '../../random/streams.ts';
import { defineGenerator, type GeneratedData } from './generator.ts';
import {
  choleskyFactor,
  gramMatrix,
  inverseOfLower,
  rootMeanSquare,
  rotateAtRandom,
  timesVector,
  transposedTimes,
} from './matrices.ts';
import { normalVariates } from './normal-variates.ts';
import { sizeContradiction } from './size-limit.ts';
import { geometricSpectrum, spectrumContradiction } from './spectrum.ts';

const options = {
  rows: integerOption({ description: 'Examples N, at least as many as features.', min: 1 }),
  features: integerOption({ description: 'Dimension d.', min: 1, max: 10_000 }),
  task: choiceOption(['regression', 'classification'], {
    description: 'Labels are scores, or their signs -1 and +1.',
    default: 'regression',
  }),
  noise: numberOption({
    description: 'Standard deviation of what is added to a score, relative to that of the scores.',
    min: 0,
    default: 0,
  }),
  condition: numberOption({
    description: 'Largest over smallest eigenvalue of the Gram matrix (1/N) XᵀX; the largest is 1.',
    min: 1,
    max: 1e12,
    default: 1,
  }),
};

/**
 * Normal rows with a Gram matrix of exactly the spectrum that is asked for, in random directions; scores x·w* of mean square 1.
 *
 * X = Z Aᵀ with Z normal, (1/N) ZᵀZ = L Lᵀ, A = V Λ^½ L⁻¹ and V a random rotation, so that (1/N) XᵀX = V Λ Vᵀ. In a regression the noise
 * is made orthogonal to the columns of X and of mean square noise²: w* stays the optimum, and the objective there is ½ noise².
 */
export const dense = defineGenerator({
  name: 'dense',
  summary: 'Dense rows of a given condition number; with least squares the optimum is known.',
  options,
  contradiction: ({ rows, features, task, noise, condition }) => {
    if (rows < features) return `${rows} rows are fewer than ${features} features`;
    if (task === 'regression' && noise > 0 && rows === features) return 'noise needs more rows than features';
    return spectrumContradiction(features, condition) ?? sizeContradiction(rows, features);
  },
  create: (values, uniforms) => create(values, uniforms.sequence(0)),
});

function create(given: ValuesOf<typeof options>, uniforms: UniformSequence): GeneratedData {
  const { rows, features, task, noise, condition } = given;
  const z = normalVariates(rows * features, uniforms);
  const lower = choleskyFactor(gramMatrix(z, rows, features), features);
  const inverse = inverseOfLower(lower, features);
  const unexplained = normalVariates(noise > 0 ? rows : 0, uniforms);
  if (task === 'regression' && noise > 0) makeResidual(unexplained, z, features, inverse);

  const map = inverse;
  scaleRows(map, geometricSpectrum(features, condition).map(Math.sqrt));
  rotateAtRandom(map, features, uniforms);
  mapRows(z, features, map);

  const direction = normalVariates(features, uniforms);
  const length = rootMeanSquare(timesVector(z, rows, direction));
  const parameters = direction.map((x) => x / length);
  const scores = timesVector(z, rows, parameters);
  if (noise > 0)
    scores.forEach((score, row) => {
      scores[row] = score + noise * unexplained[row]!;
    });
  const labels = task === 'regression' ? scores : scores.map((score) => (score < 0 ? -1 : 1));
  const data = { rows, features, labels, examples: { kind: 'dense' as const, values: z } };
  return task === 'regression' ? { data, optimum: { parameters, objective: (noise * noise) / 2 } } : { data };
}

/** e ← e − Z (ZᵀZ)⁻¹ Zᵀ e, scaled to mean square 1. `inverse`: L⁻¹, so that (ZᵀZ/N)⁻¹ = L⁻ᵀ L⁻¹. */
function makeResidual(e: Float64Array, z: Float64Array, d: number, inverse: Float64Array): void {
  const moments = transposedTimes(z, d, e).map((sum) => sum / e.length);
  const coefficients = transposedTimes(inverse, d, timesVector(inverse, d, moments));
  const explained = timesVector(z, e.length, coefficients);
  for (let i = 0; i < e.length; i++) e[i] = e[i]! - explained[i]!;
  const size = rootMeanSquare(e);
  for (let i = 0; i < e.length; i++) e[i] = e[i]! / size;
}

/** Row a of a square matrix times factors[a], in place. */
function scaleRows(matrix: Float64Array, factors: Float64Array): void {
  const d = factors.length;
  for (let at = 0; at < matrix.length; at++) matrix[at] = matrix[at]! * factors[Math.floor(at / d)]!;
}

/** z ← A z for each row z of Z, in place. */
function mapRows(z: Float64Array, d: number, map: Float64Array): void {
  for (let at = 0; at < z.length; at += d) z.set(timesVector(map, d, z.subarray(at, at + d)), at);
}

import { integerOption, numberOption } from '../../base/options.ts';
import { defineGenerator } from './generator.ts';
import { normalVariates } from './normal-variates.ts';
import { sizeContradiction } from './size-limit.ts';
import { geometricSpectrum, spectrumContradiction } from './spectrum.ts';

/**
 * Least squares whose objective is F(w) = ½ Σ_j λ_j (w_j − w*_j)², with λ from 1 down to 1/condition and F(w*) = 0.
 *
 * Each row has one entry: `copies` rows in a row have feature j with value √(d λ_j) and label √(d λ_j) w*_j, so that their losses, ½ d λ_j
 * (w_j − w*_j)² each, add up to N λ_j/2 (w_j − w*_j)² with N = d · copies. Dealt round-robin to M workers, M dividing
 * `copies`, every worker has copies/M of each row: its objective is F itself.
 */
export const quadratic = defineGenerator({
  name: 'quadratic',
  summary:
    'Least squares with objective ½ Σ λ_j (w_j − w*_j)², alike on all workers of a round-robin partition.',
  options: {
    features: integerOption({ description: 'Dimension d.', min: 1, max: 0xffff_ffff }),
    condition: numberOption({ description: 'Largest over smallest eigenvalue; the largest is 1.', min: 1 }),
    copies: integerOption({
      description: 'Rows of each feature; workers that divide it get equal shards.',
      min: 1,
      default: 60,
    }),
  },
  contradiction: ({ features, condition, copies }) =>
    spectrumContradiction(features, condition) ?? sizeContradiction(copies, features),
  create: ({ features, condition, copies }, uniforms) => {
    const rows = features * copies;
    const featureOf = (row: number) => Math.floor(row / copies);
    const eigenvalues = geometricSpectrum(features, condition);
    const parameters = normalVariates(features, uniforms.sequence(0));
    const values = Float64Array.from({ length: rows }, (_, row) =>
      Math.sqrt(features * eigenvalues[featureOf(row)]!),
    );
    const data = {
      rows,
      features,
      labels: values.map((value, row) => value * parameters[featureOf(row)]!),
      examples: {
        kind: 'sparse' as const,
        offsets: Float64Array.from({ length: rows + 1 }, (_, row) => row),
        indices: Uint32Array.from({ length: rows }, (_, row) => featureOf(row)),
        values,
      },
    };
    return { data, optimum: { parameters, objective: 0 } };
  },
});

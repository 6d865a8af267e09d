import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kernelFor } from '../../../src/workloads/kernels/kernel-for.ts';

const ROWS = 3;

/** Numbers of any size, among them zeros, which kernels pass over. */
const values = (length: number) =>
  fc
    .array(fc.oneof(fc.constant(0), fc.double({ noNaN: true, min: -1e3, max: 1e3 })), {
      minLength: length,
      maxLength: length,
    })
    .map((list) => Float64Array.from(list));

const cases = fc
  .record({ features: fc.integer({ min: 1, max: 6 }), outputs: fc.integer({ min: 1, max: 12 }) })
  .chain(({ features, outputs }) =>
    fc.record({
      features: fc.constant(features),
      outputs: fc.constant(outputs),
      examples: values(ROWS * features),
      parameters: values(features * outputs),
      coefficients: values(outputs),
    }),
  );

test('a score is the sum over the features in their order, and a gradient its mirror, however many outputs are computed at a time', () => {
  fc.assert(
    fc.property(cases, ({ features, outputs, examples, parameters, coefficients }) => {
      const kernel = kernelFor({ features, examples: { kind: 'dense', values: examples } }, outputs);
      const row = 1;
      const x = examples.subarray(row * features, (row + 1) * features);
      const scores = new Float64Array(outputs).fill(7);
      const target = parameters.slice();
      kernel.scoresInto(scores, parameters, row);
      kernel.addScaled(target, coefficients, row);

      for (let k = 0; k < outputs; k++) {
        let score = 0;
        for (let j = 0; j < features; j++) score += x[j]! * parameters[j * outputs + k]!;
        // Zero times a negative number is −0, which a plain sum keeps apart from 0 no more than this does.
        expect(scores[k]! === score, `score ${k}`).toBe(true);
        for (let j = 0; j < features; j++) {
          const moved = parameters[j * outputs + k]! + coefficients[k]! * x[j]!;
          expect(target[j * outputs + k]! === moved, `target ${j}, ${k}`).toBe(true);
        }
      }
    }),
  );
});

import type { SparseRows } from '../data-set.ts';
import type { Kernel } from './kernel.ts';

/** Compressed sparse rows, one score. */
export function sparseSingle(rows: SparseRows): Kernel {
  const { indices, values } = rows;
  const offsets = integerOffsets(rows);
  return {
    scoresInto(scores, parameters, row) {
      let score = 0;
      const end = offsets[row + 1]!;
      for (let entry = offsets[row]!; entry < end; entry++) {
        score += values[entry]! * parameters[indices[entry]!]!;
      }
      scores[0] = score;
    },
    addScaled(target, coefficients, row) {
      const coefficient = coefficients[0]!;
      // A hinge beyond its kink: adding zeros would change nothing.
      if (coefficient === 0) return;
      const end = offsets[row + 1]!;
      for (let entry = offsets[row]!; entry < end; entry++) {
        const index = indices[entry]!;
        target[index] = target[index]! + coefficient * values[entry]!;
      }
    },
  };
}

/** Compressed sparse rows, K scores. */
export function sparseMulti(rows: SparseRows, outputs: number): Kernel {
  const { indices, values } = rows;
  const offsets = integerOffsets(rows);
  return {
    scoresInto(scores, parameters, row) {
      scores.fill(0);
      const end = offsets[row + 1]!;
      for (let entry = offsets[row]!; entry < end; entry++) {
        const value = values[entry]!;
        const first = indices[entry]! * outputs;
        for (let k = 0; k < outputs; k++) scores[k] = scores[k]! + value * parameters[first + k]!;
      }
    },
    addScaled(target, coefficients, row) {
      const end = offsets[row + 1]!;
      for (let entry = offsets[row]!; entry < end; entry++) {
        const value = values[entry]!;
        const first = indices[entry]! * outputs;
        for (let k = 0; k < outputs; k++) target[first + k] = target[first + k]! + coefficients[k]! * value;
      }
    },
  };
}

/** Offsets as integers where they fit, which spares the loops a conversion for every entry. */
function integerOffsets({ offsets }: SparseRows): Int32Array | Float64Array {
  const entries = offsets[offsets.length - 1]!;
  return entries < 2 ** 31 ? Int32Array.from(offsets) : offsets;
}

import type { Kernel } from './kernel.ts';

/** Rows side by side, one score. */
export function denseSingle(values: Float64Array, features: number): Kernel {
  return {
    scoresInto(scores, parameters, row) {
      const first = row * features;
      let score = 0;
      for (let j = 0; j < features; j++) score += values[first + j]! * parameters[j]!;
      scores[0] = score;
    },
    addScaled(target, coefficients, row) {
      const coefficient = coefficients[0]!;
      if (coefficient === 0) return;
      const first = row * features;
      for (let j = 0; j < features; j++) target[j] = target[j]! + coefficient * values[first + j]!;
    },
  };
}

/** Scores that are summed side by side in registers; more of them would spill. */
const BLOCK = 5;

/**
 * Rows side by side, K scores, five of them at a time: K sums in memory take twice as long. Each is summed over the features
 * in their order, however K is cut. Zeros are passed over, as they are in sparse rows: an image is mostly background.
 */
export function denseMulti(values: Float64Array, features: number, outputs: number): Kernel {
  const blocksEnd = outputs - (outputs % BLOCK);
  return {
    scoresInto(scores, parameters, row) {
      const start = row * features;
      const end = start + features;
      for (let k = 0; k < blocksEnd; k += BLOCK) {
        let sum0 = 0;
        let sum1 = 0;
        let sum2 = 0;
        let sum3 = 0;
        let sum4 = 0;
        for (let entry = start, p = k; entry < end; entry++, p += outputs) {
          const value = values[entry]!;
          if (value === 0) continue;
          sum0 += value * parameters[p]!;
          sum1 += value * parameters[p + 1]!;
          sum2 += value * parameters[p + 2]!;
          sum3 += value * parameters[p + 3]!;
          sum4 += value * parameters[p + 4]!;
        }
        scores[k] = sum0;
        scores[k + 1] = sum1;
        scores[k + 2] = sum2;
        scores[k + 3] = sum3;
        scores[k + 4] = sum4;
      }
      for (let k = blocksEnd; k < outputs; k++) {
        let sum = 0;
        for (let entry = start, p = k; entry < end; entry++, p += outputs) {
          const value = values[entry]!;
          if (value !== 0) sum += value * parameters[p]!;
        }
        scores[k] = sum;
      }
    },
    addScaled(target, coefficients, row) {
      const start = row * features;
      const end = start + features;
      for (let k = 0; k < blocksEnd; k += BLOCK) {
        const coefficient0 = coefficients[k]!;
        const coefficient1 = coefficients[k + 1]!;
        const coefficient2 = coefficients[k + 2]!;
        const coefficient3 = coefficients[k + 3]!;
        const coefficient4 = coefficients[k + 4]!;
        for (let entry = start, p = k; entry < end; entry++, p += outputs) {
          const value = values[entry]!;
          if (value === 0) continue;
          target[p] = target[p]! + coefficient0 * value;
          target[p + 1] = target[p + 1]! + coefficient1 * value;
          target[p + 2] = target[p + 2]! + coefficient2 * value;
          target[p + 3] = target[p + 3]! + coefficient3 * value;
          target[p + 4] = target[p + 4]! + coefficient4 * value;
        }
      }
      for (let k = blocksEnd; k < outputs; k++) {
        const coefficient = coefficients[k]!;
        for (let entry = start, p = k; entry < end; entry++, p += outputs) {
          const value = values[entry]!;
          if (value !== 0) target[p] = target[p]! + coefficient * value;
        }
      }
    },
  };
}

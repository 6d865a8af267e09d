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

/** Rows side by side, K scores. Zeros are passed over, as they are in sparse rows: an image is mostly background. */
export function denseMulti(values: Float64Array, features: number, outputs: number): Kernel {
  return {
    scoresInto(scores, parameters, row) {
      const first = row * features;
      scores.fill(0);
      for (let j = 0; j < features; j++) {
        const value = values[first + j]!;
        if (value === 0) continue;
        const base = j * outputs;
        for (let k = 0; k < outputs; k++) scores[k] = scores[k]! + value * parameters[base + k]!;
      }
    },
    addScaled(target, coefficients, row) {
      const first = row * features;
      for (let j = 0; j < features; j++) {
        const value = values[first + j]!;
        if (value === 0) continue;
        const base = j * outputs;
        for (let k = 0; k < outputs; k++) target[base + k] = target[base + k]! + coefficients[k]! * value;
      }
    },
  };
}

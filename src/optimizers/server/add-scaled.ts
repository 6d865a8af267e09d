import type { PushedUpdate } from './server-rule.ts';

/** target ← target + scale · update, at the parameters that the update carries. target: [d_shard]. */
export function addScaled(target: Float64Array, scale: number, { values, indices }: PushedUpdate): void {
  if (indices === null) {
    for (let k = 0; k < values.length; k++) target[k] = target[k]! + scale * values[k]!;
    return;
  }
  for (let k = 0; k < values.length; k++) {
    const index = indices[k]!;
    target[index] = target[index]! + scale * values[k]!;
  }
}

import type { ServerRule } from '../../src/optimizers/server/server-rule.ts';

/** An update of a round, dense. */
export interface RoundUpdate {
  readonly worker: number;
  readonly values: Float64Array;
}

/** What is added at the end of a round: these updates in this order, times `scale`. */
export interface RoundSum {
  readonly updates: readonly RoundUpdate[];
  readonly scale: number;
}

/** Adds what `sumOf` makes of a round. */
export function plainAverage(sumOf: (round: readonly RoundUpdate[]) => RoundSum): ServerRule {
  return {
    close: (parameters, held) => {
      const round = held.map(({ worker, ...update }) => {
        const values = new Float64Array(parameters.length);
        update.values.forEach((value, k) => {
          values[update.indices?.[k] ?? k] = value;
        });
        return { worker, values };
      });
      const { updates, scale } = sumOf(round);
      parameters.forEach((value, j) => {
        parameters[j] = value + scale * updates.reduce((sum, { values: u }) => sum + u[j]!, 0);
      });
    },
  };
}

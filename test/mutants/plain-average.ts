import type { ServerRule, ServerRuleContext } from '../../src/optimizers/server/server-rule.ts';

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

/** Holds a round of updates, in order of arrival, and adds what `sumOf` makes of them. */
export function plainAverage(
  { workerCount }: ServerRuleContext,
  sumOf: (round: readonly RoundUpdate[]) => RoundSum,
): ServerRule {
  let held: RoundUpdate[] = [];
  return {
    push: (parameters, update, { worker }) => {
      const values = new Float64Array(parameters.length);
      update.values.forEach((value, k) => {
        values[update.indices?.[k] ?? k] = value;
      });
      held.push({ worker, values });
      if (held.length < workerCount) return;
      const { updates, scale } = sumOf(held);
      parameters.forEach((value, j) => {
        parameters[j] = value + scale * updates.reduce((sum, { values: u }) => sum + u[j]!, 0);
      });
      held = [];
    },
  };
}

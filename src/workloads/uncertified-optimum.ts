import { type LbfgsState, lbfgs } from '../numerics/lbfgs.ts';
import { combineInto } from '../numerics/vector.ts';
import type { LinearObjective } from './linear-objective.ts';
import type { LinearProblem } from './linear-problem.ts';
import type { Optimum, OptimumLimits, OptimumProgress } from './optimum-result.ts';

/** The gradient is to fall to this part of its first length; if rounding stops it earlier, `ENOUGH` is enough. */
const SMALL = 1e-12;
const ENOUGH = 1e-8;
/** From here on scores rest, if there is a minimum. */
const NEARLY_SMALL = 1e-9;
const ITERATIONS_BETWEEN_CHECKS = 25;

/**
 * Minimises a smooth F with l2 = 0 by L-BFGS from w = 0. There is no certificate then, and with classes perhaps no minimum: parameters
 * run away along a direction in which no example loses. That is proved where the classes are separable and else recognised by scores
 * that go on growing while the gradient vanishes.
 */
export function* uncertifiedOptimum(
  { objective, definition }: LinearProblem,
  { maxIterations }: OptimumLimits,
): Generator<OptimumProgress, Optimum> {
  const classifies = definition.labels !== 'real';
  let start: LbfgsState | undefined;
  let last: LbfgsState | undefined;
  let resting: Float64Array | undefined;
  for (last of lbfgs(objective, new Float64Array(objective.parameterCount))) {
    const { iterations, value, point, gradientNorm } = last;
    start ??= last;
    yield { iterations, objective: value, certifiedGap: undefined };
    if (gradientNorm <= SMALL * start.gradientNorm || iterations >= maxIterations) break;
    if (!classifies) continue;
    if (gradientNorm <= NEARLY_SMALL * start.gradientNorm) resting ??= point.slice();
    if (iterations % ITERATIONS_BETWEEN_CHECKS === 0 && separates(objective, point)) break;
  }
  const { point, value, iterations } = last!;
  const found = { parameters: point.slice(), objective: value, iterations };
  if (classifies && separates(objective, point)) {
    const reason = 'the classes are separable: without l2 the objective falls towards 0 and has no minimum';
    return { ...found, certifiedGap: value, attained: false, reason };
  }
  if (resting && largestMove(objective, resting, point) > 1) {
    const reason = 'scores grow while the gradient vanishes: without l2 there seems to be no minimum';
    return { ...found, certifiedGap: undefined, attained: false, reason };
  }
  return { ...found, certifiedGap: undefined, ...verdict(start!, last!) };
}

/** Whether every example's own class is the likeliest: a loss below log 2. Larger parameters then lower every loss, towards 0. */
function separates(objective: LinearObjective, point: Float64Array): boolean {
  return objective.largestLoss(point) < Math.LN2;
}

/** The largest change of a score between two points. */
function largestMove(objective: LinearObjective, before: Float64Array, after: Float64Array): number {
  const moved = new Float64Array(after.length);
  combineInto(moved, after, -1, before);
  return objective.largestScore(moved);
}

function verdict(start: LbfgsState, last: LbfgsState): Pick<Optimum, 'attained' | 'reason'> {
  const ratio = last.gradientNorm === 0 ? 0 : last.gradientNorm / start.gradientNorm;
  const attained = ratio <= ENOUGH;
  const fell = `the gradient fell to ${ratio.toExponential(1)} of its first length`;
  return {
    attained,
    reason: attained ? `${fell}; without l2 there is no certificate` : `the search ended early: ${fell} only`,
  };
}

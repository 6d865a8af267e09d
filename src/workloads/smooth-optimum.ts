import { type LbfgsState, lbfgs } from '../numerics/lbfgs.ts';
import type { LinearProblem } from './linear-problem.ts';
import type { Optimum, OptimumLimits, OptimumProgress } from './optimum-result.ts';

/** Minimises F with l2 > 0 by L-BFGS from w = 0. Strong convexity certifies it: F − F* ≤ |∇F|² / (2 l2). */
export function* smoothOptimum(
  { objective }: LinearProblem,
  { accuracy, maxIterations }: OptimumLimits,
): Generator<OptimumProgress, Optimum> {
  let last: LbfgsState | undefined;
  let certifiedGap = Number.POSITIVE_INFINITY;
  for (last of lbfgs(objective, new Float64Array(objective.parameterCount))) {
    const { iterations, value, gradientNorm } = last;
    certifiedGap = (gradientNorm * gradientNorm) / (2 * objective.l2);
    yield { iterations, objective: value, certifiedGap };
    if (certifiedGap <= accuracy * value || iterations >= maxIterations) break;
  }
  const { point, value, iterations } = last!;
  const attained = certifiedGap <= accuracy * value;
  const stopped = iterations < maxIterations ? 'rounding ended the search: ' : 'the limit of iterations: ';
  const bound = `the gap is at most ${certifiedGap.toExponential(1)} by strong convexity`;
  return {
    parameters: point.slice(),
    objective: value,
    certifiedGap,
    iterations,
    attained,
    reason: attained ? bound : stopped + bound,
  };
}

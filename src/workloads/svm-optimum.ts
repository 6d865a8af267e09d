import type { LinearProblem } from './linear-problem.ts';
import type { Optimum, OptimumLimits, OptimumProgress } from './optimum.ts';
import { SvmDual } from './svm-dual.ts';

const SWEEPS = 5;

/** Minimises F of the linear SVM with l2 > 0 by its dual; the duality gap certifies it. An iteration is a few sweeps and a step on a face. */
export function* svmOptimum(
  problem: LinearProblem,
  { accuracy, maxIterations }: OptimumLimits,
): Generator<OptimumProgress, Optimum> {
  const { objective } = problem;
  const dual = new SvmDual(problem);
  for (let iterations = 1; ; iterations++) {
    for (let sweep = 0; sweep < SWEEPS; sweep++) dual.sweep();
    dual.ascendOnFace();
    const bound = objective.l2 * dual.value();
    const value = objective.valueAt(dual.parameters);
    const certifiedGap = Math.max(0, value - bound);
    yield { iterations, objective: value, certifiedGap };
    const attained = certifiedGap <= accuracy * value;
    if (!attained && iterations < maxIterations) continue;
    const reason = `the gap is at most ${certifiedGap.toExponential(1)} by duality`;
    return {
      parameters: dual.parameters,
      objective: value,
      certifiedGap,
      iterations,
      attained,
      reason: attained ? reason : `the limit of iterations: ${reason}`,
    };
  }
}

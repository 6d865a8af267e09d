import type { LinearProblem } from './linear-problem.ts';
import type { Optimum, OptimumLimits, OptimumProgress } from './optimum-result.ts';
import { SvmDual } from './svm-dual.ts';

/** Sweeps in an iteration, which a step on a face ends. */
const SWEEPS = 5;

/** Minimises F of the linear SVM with l2 > 0 by its dual; the duality gap certifies it. */
export function* svmOptimum(
  problem: LinearProblem,
  { accuracy, maxIterations }: OptimumLimits,
): Generator<OptimumProgress, Optimum> {
  const { objective } = problem;
  const dual = new SvmDual(problem);
  const start = { iterations: 0, objective: objective.valueAt(dual.parameters), certifiedGap: undefined };
  let progress: OptimumProgress = start;
  for (let iterations = 1; ; iterations++) {
    for (const _ of iterationOf(dual)) yield progress;
    const bound = objective.l2 * dual.value();
    const value = objective.valueAt(dual.parameters);
    const certifiedGap = Math.max(0, value - bound);
    progress = { iterations, objective: value, certifiedGap };
    const attained = certifiedGap <= accuracy * value;
    if (!attained && iterations < maxIterations) continue;
    const reason = `the gap is at most ${certifiedGap.toExponential(1)} by duality`;
    const parameters = dual.parameters;
    return {
      ...{ parameters, objective: value, certifiedGap, iterations, attained },
      reason: attained ? reason : `the limit of iterations: ${reason}`,
    };
  }
}

/** Yields often enough to be interrupted. */
function* iterationOf(dual: SvmDual): Generator<void, void> {
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    dual.sweep();
    yield;
  }
  yield* dual.ascendOnFace();
}

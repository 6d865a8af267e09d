import { demand } from '../compare.ts';
import { type Unmet, unmetByProblem, unmetByRun, unmetByScenario } from '../convergence/conditions.ts';
import { type Problem, problemOf } from '../convergence/problem.ts';
import { safeStepOf } from '../convergence/safe-step.ts';
import type { Run } from '../run.ts';

/** Criteria of convergence. */
export interface ConvergesOptions {
  /**
   * Largest (F(w) − F*) / (F(w0) − F*) at the end; default 1e-5. Where workers neither share an optimum nor go in lock step, a run ends
   * within a radius of the optimum that depends on the step, and must be stated here.
   */
  readonly within?: number;
  /** The largest fraction of an update that the rule adds in the long run; default for your own rule: 1. */
  readonly weight?: number;
}

/** A run that does not meet the conditions of law 9, which therefore says nothing about it. */
export class ConditionNotMet extends Error {
  override readonly name = 'ConditionNotMet';
}

const WITHIN = 1e-5;

/** Fraction of its excess by which the objective must still fall in the last quarter of a run to count as converging. */
const STILL = 0.1;

/** Relative accuracy of the known optimum. */
const SOLVED = 1e-9;

/**
 * Asserts that a run ends at the optimum of F that an independent solver finds. This is law 9: with equal partitions, one batch of all a
 * worker's examples per clock and a safe step, algorithms in lock step find the optimum; all others find it where the workers share one,
 * and otherwise come within a radius.
 * @throws ConditionNotMet with the conditions that the run does not meet; LawBroken when it meets all and does not converge.
 */
export function assertConverges(run: Run, { within, weight }: ConvergesOptions = {}): void {
  refuse(unmetByScenario(run));
  const problem = problemOf(run)!;
  refuse(unmetByProblem(problem));
  refuse(unmetByRun(run, problem, safeStepOf(run, problem, weight)!, within === undefined));
  demandOptimum(run, problem, within ?? WITHIN);
}

function refuse(unmet: Iterable<Unmet>): void {
  const lines = Array.from(unmet, ({ asks, found }) => `  law 9 asks for ${asks}; here is ${found}`);
  if (lines.length === 0) return;
  throw new ConditionNotMet(['whether it converges cannot be asked of this run:', ...lines].join('\n'));
}

function demandOptimum({ result }: Run, { workload, optimum }: Problem, within: number): void {
  const { curve, parameters, updates } = result;
  const least = optimum.objective;
  const start = workload.objective(workload.initial);
  const end = workload.objective(parameters);
  const allowed = within * (start - least) + SOLVED * (1 + least);
  demand(end - least <= allowed, () => {
    const came = `the objective goes from ${start} to ${end} in ${updates} updates, ${end - least} above the optimum ${least}`;
    const before = curve.find((point) => point.updates >= 0.75 * updates)?.objective ?? end;
    const falls = before - end > STILL * (end - least);
    const slow = falls ? `; it is still falling, from ${before} not long before: perhaps more clocks` : '';
    return `${came}, more than ${allowed}${slow}`;
  });
}

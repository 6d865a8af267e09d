import { demand } from '../compare.ts';
import { type Unmet, unmetByProblem, unmetByRun, unmetByScenario } from '../convergence/conditions.ts';
import { type Problem, problemOf } from '../convergence/problem.ts';
import { safeStepOf } from '../convergence/safe-step.ts';
import type { Run } from '../run.ts';

/** What convergence means to a test. */
export interface ConvergesOptions {
  /**
   * (F(w) − F*) / (F(w0) − F*) at the end, at most; 1e-5 where not given. Where workers neither share an optimum nor go in lock step, a
   * run ends within a radius of the optimum that depends on the step: it has to be stated.
   */
  readonly within?: number;
  /** The largest part of an update that the rule adds in the long run; of a rule of one's own 1 where not given. */
  readonly weight?: number;
}

/** The question makes no sense for this run: law 9 promises nothing here. */
export class ConditionNotMet extends Error {
  override readonly name = 'ConditionNotMet';
}

const WITHIN = 1e-5;

/** The part of its excess by which an objective that is still on its way falls in the last quarter of a run. */
const STILL = 0.1;

/** The optimum is known to 1e-10 of itself. */
const SOLVED = 1e-9;

/**
 * A run ends at the optimum of F that an independent solver finds. This is law 9: with equal shards, one full-shard batch per clock and a
 * safe step, algorithms in lock step find the optimum, all others do where the workers share one, and else come to within a
 * radius.
 * @throws ConditionNotMet with what the law asks for and the run does not have; LawBroken when it has all and does not converge.
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

import { targetNames } from '../../scenarios/schema/stop.ts';
import type { Run } from '../run.ts';
import { gradientsAt, learningOf, type Problem } from './problem.ts';
import { largestRateOf, type SafeStep } from './safe-step.ts';
import { lostWorker, stalenessByHalf } from './staleness.ts';

/** Conditions of law 9 that a run does not meet, with what it has instead. */
export interface Unmet {
  readonly asks: string;
  readonly found: string;
}

/** The part of its size at w0 below which a gradient at the optimum counts as none, and a distance too: the optimum is not known better. */
const NONE = 1e-6;

/** Checks the conditions that depend on the scenario alone. */
export function* unmetByScenario({ trial }: Run): Iterable<Unmet> {
  const spec = learningOf(trial);
  if (!spec) {
    yield { asks: 'a model', found: 'model: none' };
    return;
  }
  const { training } = trial.scenario;
  if (spec.model === 'linear-svm') {
    yield { asks: 'an objective without kinks', found: 'model: linear-svm' };
  }
  if (spec.gradient !== 'mean')
    yield { asks: 'gradients that are means', found: `gradient: ${spec.gradient}` };
  if (training!.optimizer.kind !== 'sgd') {
    yield { asks: 'plain gradient steps', found: `optimizer: ${training!.optimizer.kind}` };
  }
  if (targetNames.some((name) => trial.scenario.stop[name] !== undefined)) {
    yield { asks: 'a run that does not end at a target', found: 'stop.objective, gap or accuracy' };
  }
}

/** Checks the conditions that depend on data and workers. */
export function* unmetByProblem({ workload, optimum, holders }: Problem): Iterable<Unmet> {
  const sizes = workload.workers.map(({ examples }) => examples);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  if (least !== most) yield { asks: 'equal shards', found: `workers with ${least} to ${most} examples` };
  const partial = workload.workers.findIndex((worker) => {
    const { batches, examples } = worker.plan(0);
    return batches !== 1 || examples !== worker.examples;
  });
  if (partial >= 0) {
    const { batches, examples } = workload.workers[partial]!.plan(0);
    const found = `worker ${partial}, whose clock is ${batches} of ${examples} examples in all, of its ${sizes[partial]}`;
    yield { asks: 'one full-shard batch per clock', found };
  }
  if (!optimum.attained) yield { asks: 'an optimum that can be solved for', found: optimum.reason };
  const lost = holders.findIndex(
    (count, j) => count === 0 && Math.abs(workload.initial[j]! - optimum.parameters[j]!) > NONE,
  );
  if (lost >= 0) {
    yield {
      asks: 'every parameter to be held by a worker, or to start at the optimum',
      found: `parameter ${lost}`,
    };
  }
}

/** Checks the conditions that depend on the run. `exact`: whether it must end at the optimum, not just near it. */
export function* unmetByRun(run: Run, problem: Problem, step: SafeStep, exact: boolean): Iterable<Unmet> {
  const rate = largestRateOf(run);
  if (!(rate < step.limit)) {
    yield { asks: 'a safe step', found: `learning rate ${rate}, not below ${step.limit} = ${step.because}` };
  }
  const { early, late, grows } = stalenessByHalf(run);
  if (grows) {
    const found = `staleness up to ${early} in the first half of the run and up to ${late} in the second`;
    yield { asks: 'staleness that does not grow for ever', found };
  }
  const lost = lostWorker(run);
  if (lost !== undefined) yield { asks: 'workers that pull again and again', found: lost };
  if (!exact || sharesOptimum(problem)) return;
  if (!step.lockStep) {
    yield {
      asks: 'workers in lock step, or ones that share an optimum, or a stated radius (within)',
      found:
        'workers that start clocks without all updates before or with later ones, and pull towards optima of their own',
    };
  } else if (run.algorithm.rule === 'inverse-staleness') {
    yield {
      asks: 'a rule that counts all updates of a round alike, or workers that share an optimum, or a stated radius (within)',
      found: 'inverse-staleness, which counts the last of a round least',
    };
  }
}

/** Returns whether the optimum of F is the optimum of every worker. */
function sharesOptimum(problem: Problem): boolean {
  const there = Math.max(...gradientsAt(problem, problem.optimum.parameters));
  const first = Math.max(...gradientsAt(problem, problem.workload.initial));
  return there <= NONE * first;
}

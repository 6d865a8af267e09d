import { sgd } from '../../optimizers/local/sgd.ts';
import type { WorkloadSpec } from '../../scenarios/scenario.ts';
import { solveOptimum } from '../../workloads/optimum.ts';
import type { Optimum } from '../../workloads/optimum-result.ts';
import type { WorkerShard, Workload } from '../../workloads/workload.ts';
import type { Run } from '../run.ts';
import { prepareTrial, type Trial } from '../trial.ts';

/** The problem of a trial, and the optimum found by an independent solver. */
export interface Problem {
  readonly spec: WorkloadSpec;
  readonly workload: Workload;
  readonly optimum: Optimum;
  /** M_j: how many workers hold each parameter. [d] */
  readonly holders: Uint32Array;
}

/** Returns the problem of a run; undefined with `model: none`. */
export function problemOf({ trial, catalogue }: Pick<Run, 'trial' | 'catalogue'>): Problem | undefined {
  const spec = learningOf(trial);
  const { workload } = prepareTrial(trial, { catalogue });
  if (!spec || !workload) return undefined;
  const { model, l2, intercept } = spec;
  const optimum = solveOptimum({ model, l2, intercept }, trial.data!.train);
  return { spec, workload, optimum, holders: holdersOf(workload) };
}

/** Returns the workload of a trial that has a model. */
export function learningOf({ scenario: { workload } }: Trial): WorkloadSpec | undefined {
  return 'data' in workload ? workload : undefined;
}

/** Returns |∇f_m(w)| of every worker m over the parameters that it holds, from one step of its first clock; exact for a full batch. */
export function gradientsAt({ workload: { workers } }: Problem, w: Float64Array): number[] {
  return workers.map((worker) => {
    const { count } = worker.held;
    const update = new Float64Array(count);
    const replica = Float64Array.from({ length: count }, (_, k) => w[placeOf(worker, k)]!);
    worker.train(0, replica, update, 1, sgd.create({}, count));
    return Math.sqrt(update.reduce((squares, value) => squares + value * value, 0));
  });
}

function holdersOf({ workers, parameterCount }: Workload): Uint32Array {
  const holders = new Uint32Array(parameterCount);
  for (const worker of workers) {
    for (let k = 0; k < worker.held.count; k++) holders[placeOf(worker, k)]! += 1;
  }
  return holders;
}

/** Returns the parameter at position `k` of a worker's replica. */
function placeOf({ held: { globalIndices } }: WorkerShard, k: number): number {
  return globalIndices?.[k] ?? k;
}

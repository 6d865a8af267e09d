import { valuesOf } from '../../base/options.ts';
import type { AlgorithmSpec } from '../../scenarios/scenario.ts';
import type { Run } from '../run.ts';
import { curvatureOf } from './curvature.ts';
import { isInLockStep } from './lock-step.ts';
import type { Problem } from './problem.ts';
import { longestStreak } from './staleness.ts';

/** The largest safe learning rate of a run, with its reason. */
export interface SafeStep {
  /** Rates below this are safe. */
  readonly limit: number;
  /** The derivation of the limit, for messages. */
  readonly because: string;
  readonly lockStep: boolean;
  /** a: the largest fraction of an update that the rule adds in the long run. */
  readonly part: number;
}

/**
 * Returns the learning rates that are safe for a run. With a the fraction of an update that the rule adds:
 *
 * - in lock step the server moves by a·M·η·∇F a round: gradient descent, safe while a·M·η·L_F < 2;
 * - else gradients are stale. Asynchronous SGD with a constant step converges for η·L·√(τ_mean · τ_max) below a constant (Koloskova, Stich,
 *   Jaggi, NeurIPS 2022), where τ counts the updates from a pull to the push, itself included. Required are a·η·L·τ < 1 with the measured τ,
 *   L of the steepest worker, and one more for each clock that a worker continues without a pull; and k·η·L < 1 for the k steps that it
 *   then makes on its replica, which count there in full. The theorem is about one gradient per pull; that the constant 1 is small enough
 *   for the protocols and rules of this project is an experience of this kit's tests, not a proof.
 *
 * Undefined for a model with kinks.
 */
export function safeStepOf(run: Run, problem: Problem, weight?: number): SafeStep | undefined {
  const { spec, workload, holders } = problem;
  const workers = workload.workers.length;
  const fewest = holders.reduce((least, count) => (count > 0 ? Math.min(least, count) : least), workers);
  const curvature = curvatureOf(spec, run.trial.data!.train, workers, (spec.l2 * workers) / fewest);
  if (!curvature) return undefined;
  const protocol = run.catalogue.protocols.get(run.algorithm.protocol);
  const lockStep = isInLockStep(run, protocol.holds ?? false);
  const part = weight ?? partOf(run.algorithm, workers, lockStep);
  if (lockStep) {
    const { ofObjective } = curvature;
    const because = `2 / (${part} · ${workers} workers · curvature ${ofObjective})`;
    return { limit: 2 / (part * workers * ofObjective), because, lockStep, part };
  }
  const { stalenessMean = 0, stalenessMax = 0 } = run.result;
  const { ofWorkers } = curvature;
  const streak = longestStreak(run);
  const stale = Math.sqrt((1 + stalenessMean) * (1 + stalenessMax)) + streak - 1;
  if (streak > 1 && streak > part * stale) {
    const because = `1 / (curvature ${ofWorkers} · ${streak} clocks on one replica)`;
    return { limit: 1 / (ofWorkers * streak), because, lockStep, part };
  }
  const own = streak > 1 ? ` + ${streak - 1} own` : '';
  const because = `1 / (${part} · curvature ${ofWorkers} · (√((1 + ${stalenessMean})(1 + ${stalenessMax}))${own}) of staleness)`;
  return { limit: 1 / (part * ofWorkers * stale), because, lockStep, part };
}

/** Returns the largest learning rate of the clocks of a run. */
export function largestRateOf({ algorithm, catalogue, result }: Run): number {
  const { learningRate } = algorithm;
  const schedule = catalogue.schedules.get(learningRate!.schedule);
  const rateAt = schedule.create(valuesOf(schedule.options, learningRate!));
  let largest = 0;
  for (let clock = 0; clock <= result.clocksMax; clock++) largest = Math.max(largest, rateAt(clock));
  return largest;
}

/** Returns a, the largest fraction of an update that a rule of this project adds in the long run; 1 for any other rule. */
function partOf({ rule, lambda }: AlgorithmSpec, workers: number, lockStep: boolean): number {
  if (rule === 'average') return 1 / workers;
  if (rule === 'constant') return (lambda as number | undefined) ?? 1 / workers;
  // In lock step a version is a round; else it may be the update of one worker.
  if (rule === 'dynamic') return lockStep ? 1 / workers : 1;
  return 1;
}

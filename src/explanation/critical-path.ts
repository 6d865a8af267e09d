import { assert } from '../base/assert.ts';
import { nothingSpent, type Spending } from './causes.ts';
import { type Step, startOf } from './step.ts';

/**
 * What led to the end of a run: a chain of steps without a gap, from time 0 to the end, each of which could not have begun before the one
 * before it had ended.
 */
export interface CriticalPath {
  /** When the run ended, in nanoseconds. */
  readonly end: number;
  /** From first to last; none for a run that ended at time 0. */
  readonly steps: readonly Step[];
  /** What the time was spent on: it adds up to `end`. */
  readonly spent: Spending;
  /** Nanoseconds of the path that each worker was at work, was served or had messages under way, by cause. [workers] */
  readonly byWorker: readonly Spending[];
}

/** The path that led to `last`, the end of a run. */
export function criticalPath(last: Step | undefined, end: number, workerCount: number): CriticalPath {
  const steps: Step[] = [];
  for (let step = last; step; step = step.cause) steps.push(step);
  steps.reverse();
  const spent = nothingSpent();
  const byWorker = Array.from({ length: workerCount }, nothingSpent);
  for (const step of steps) {
    for (const { cause, length } of step.shares) {
      spent[cause] += length;
      if (step.worker >= 0) byWorker[step.worker]![cause] += length;
    }
  }
  demandWhole(steps, end);
  return { end, steps, spent, byWorker };
}

/** Every instant from 0 to the end belongs to one step, and every nanosecond of it to one cause. */
function demandWhole(steps: readonly Step[], end: number): void {
  assert((steps.at(-1)?.time ?? 0) === end, () => `the path of a run that ended at ${end} ns ends elsewhere`);
  for (const step of steps) {
    const length = step.shares.reduce((sum, share) => sum + share.length, 0);
    const isWhole = length === step.time - startOf(step) && step.shares.every((share) => share.length > 0);
    assert(isWhole, () => `a ${step.kind} of worker ${step.worker} at ${step.time} ns has ${length} ns`);
  }
}

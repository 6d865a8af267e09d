import { InputError } from '../base/errors.ts';
import type { Optimum } from '../workloads/optimum-result.ts';

/**
 * The objective to reach where a scenario gives it as a gap above the optimum.
 * @throws InputError where the optimum has not been found.
 */
export function targetAbove(optimum: Optimum, gap: number): number {
  if (optimum.attained) return optimum.objective * (1 + gap);
  throw new InputError({
    path: 'stop.gap',
    message: `the optimum is not known: ${optimum.reason}`,
    hint: 'give stop.objective',
  });
}

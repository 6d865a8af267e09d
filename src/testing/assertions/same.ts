import { firstDivergence } from '../../explanation/first-divergence.ts';
import { demand, demandClose, demandSame, demandSameBits } from '../compare.ts';
import type { Outcome } from '../trial.ts';

/** Asserts that both runs have the same events at the same times and the same parameters, to the last bit; names do not matter. */
export function assertSameRun(a: Outcome, b: Outcome): void {
  const divergence = firstDivergence(a, b);
  demand(divergence === undefined, () => `two runs are not the same: ${divergence}`);
  demandSame(a.result.digest, b.result.digest, 'the digest');
  demandSame(a.result.status, b.result.status, 'the status');
  demandSame(a.result.workers, b.result.workers, 'how workers spent their time: ');
}

/**
 * Asserts that both runs end on the same parameters: to the last bit, or within `tolerance` times the largest magnitude in `b` (at
 * least 1). A tolerance comes with its reason.
 */
export function assertSameParameters(a: Outcome, b: Outcome, tolerance = 0): void {
  const [found, expected] = [a.result.parameters, b.result.parameters];
  if (tolerance === 0) demandSameBits(found, expected, 'parameters');
  else demandClose(found, expected, tolerance, 'parameters');
}

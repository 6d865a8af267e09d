import { exponentialDurations } from '../harness/durations.ts';
import { interleave } from '../harness/interleave.ts';
import { compareTimes, factOf, sameDigest } from '../harness/outcome.ts';
import { ours, reference } from '../harness/programs.ts';
import { targets } from '../targets.ts';
import type { Row } from './context.ts';

/** Mean wait of a customer in M/M/1 with arrival rate 0.8 and service rate 1: ρ / (μ − λ) = 0.8 / 0.2 seconds. */
const MEAN_WAIT_SECONDS = 4;

/**
 * M/M/1 twice: once with the same customers on both sides, held to the same total wait to the nanosecond; once with each
 * side drawing them from its own generator, held to the theory.
 */
export const mm1: Row = {
  targets: [targets.mm1],
  async measure({ quick, folder }) {
    const customers = quick ? 60_000 : 300_000;
    const given = {
      gaps: folder.write('mm1-gaps', exponentialDurations('gaps', customers, 1 / 0.8)),
      services: folder.write('mm1-services', exponentialDurations('services', customers, 1)),
    };
    const plan = { warmUps: 2, repetitions: quick ? 3 : 7 };
    const same = await interleave([ours('mm1', given), reference('mm1', given)], plan);
    const drawn = await interleave(
      [ours('mm1-drawn', { customers }), reference('mm1_drawn', { customers })],
      plan,
    );
    return [
      compareTimes(targets.mm1, same[0]!, same[1]!, { unit: 'jobs', check: sameDigest(same[0]!, same[1]!) }),
      compareTimes(targets.mm1, drawn[0]!, drawn[1]!, {
        unit: 'jobs',
        variant: 'each side draws its own customers',
        beside: true,
        check: `mean waits ${drawn.map((series) => nearTheory(factOf(series, 'meanWait'), customers)).join(' and ')}, theory ${MEAN_WAIT_SECONDS} s`,
      }),
    ];
  },
};

/**
 * The standard deviation of the mean wait over n customers is sqrt(v / n) with v = ρ(2 + 5ρ − 4ρ² + ρ³) / (μ²(1 − ρ)⁴),
 * the asymptotic variance of the wait in M/M/1 (Whitt, Management Science 1989); five of them are never seen by chance.
 */
function nearTheory(meanWait: number, customers: number): string {
  const rho = 0.8;
  const variance = (rho * (2 + 5 * rho - 4 * rho ** 2 + rho ** 3)) / (1 - rho) ** 4;
  if (!(Math.abs(meanWait - MEAN_WAIT_SECONDS) <= 5 * Math.sqrt(variance / customers))) {
    throw new Error(`M/M/1: a mean wait of ${meanWait} s is not near ${MEAN_WAIT_SECONDS} s`);
  }
  return `${meanWait.toFixed(3)} s`;
}

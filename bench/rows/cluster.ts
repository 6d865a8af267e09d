import { interleave } from '../harness/interleave.ts';
import { compareTimes, type Outcome, sameDigest } from '../harness/outcome.ts';
import { ours, reference } from '../harness/programs.ts';
import { CLUSTER_TIMES, STALENESS } from '../ours/cluster-scenario.ts';
import { targets } from '../targets.ts';
import type { Context, Row } from './context.ts';

/**
 * A cluster without mathematics. The clock durations that our run had are handed to SimPy, so both must end at the same nanosecond
 * with the same time spent waiting for slower workers.
 */
export const cluster: Row = {
  targets: [targets.cluster],
  measure: async (context) => [await compare(context, false), await compare(context, true)],
};

/** `drawn`: our side draws a factor for every clock, which the reference is spared: it reads the durations from a table. */
async function compare({ quick, folder }: Context, drawn: boolean): Promise<Outcome> {
  const durations = folder.file(`cluster-durations-${drawn ? 'drawn' : 'fixed'}`);
  const size = { workers: 10_000, clocks: quick ? 5 : 20, durations };
  const [our, their] = await interleave(
    // The first one writes the durations while it prepares; the second starts when that is done.
    [
      ours('cluster', { ...size, drawn }),
      reference('cluster', { ...size, ...CLUSTER_TIMES, staleness: STALENESS }),
    ],
    { warmUps: 1, repetitions: quick ? 3 : 5 },
  );
  return compareTimes(targets.cluster, our!, their!, {
    unit: 'clocks',
    check: sameDigest(our!, their!),
    ...(drawn ? { variant: 'we draw a factor for every clock, the reference reads it', beside: true } : {}),
  });
}

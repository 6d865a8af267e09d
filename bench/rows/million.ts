import { interleave } from '../harness/interleave.ts';
import { compareTimes, factOf, type Outcome, sameDigest } from '../harness/outcome.ts';
import { ours, reference } from '../harness/programs.ts';
import { MILLION_TIMES } from '../ours/cluster-scenario.ts';
import { targets } from '../targets.ts';
import type { Context, Row } from './context.ts';

/**
 * A million machines without mathematics under asp. Three clocks each, one repetition and no warm-up: the reference takes minutes for a clock. Memory is what the process grows by at its
 * peak, from before the cluster is built; each side is asked once, since a peak never falls.
 */
export const million: Row = {
  targets: [targets.millionSpeed, targets.millionMemory],
  async measure({ quick, folder }: Context) {
    const workers = quick ? 100_000 : 1_000_000;
    const size = { workers, clocks: 3, durations: folder.file('million-durations') };
    const [our, their] = await interleave(
      [ours('million', size), reference('cluster', { ...size, ...MILLION_TIMES(workers), staleness: -1 })],
      { warmUps: 0, repetitions: 1 },
    );
    const speed = compareTimes(targets.millionSpeed, our!, their!, {
      unit: 'clocks',
      check: sameDigest(our!, their!),
    });
    const [bytes, theirBytes] = [factOf(our!, 'peakBytes'), factOf(their!, 'peakBytes')];
    const memory: Outcome = {
      target: targets.millionMemory,
      ours: megabytes(bytes),
      reference: megabytes(theirBytes),
      ratio: bytes / theirBytes,
      check: `at the end of the run; with a row of results for each machine, which the reference does not make, ${megabytes(factOf(our!, 'peakWithResult'))}`,
    };
    return [speed, memory];
  },
};

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

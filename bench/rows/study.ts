import { interleave, median, type Series } from '../harness/interleave.ts';
import { compareTimes, sameDigest } from '../harness/outcome.ts';
import { ours } from '../harness/programs.ts';
import { targets } from '../targets.ts';
import type { Row } from './context.ts';

/**
 * A study of 200 small runs on two threads against one, threads and data ready. Both must give the same tables. Processor time is shown
 * beside, all threads together: what two threads take more than one is what sharing the work costs, also on a busy machine.
 */
export const study: Row = {
  targets: [targets.study],
  async measure({ quick, folder }) {
    const on = (threads: number) =>
      ours('study', { threads, replications: quick ? 8 : 40, folder: folder.path });
    const [two, one] = await interleave([on(2), on(1)], { warmUps: 1, repetitions: quick ? 2 : 5 });
    const more = processorSeconds(two!) / processorSeconds(one!);
    const check = `${sameDigest(two!, one!)}; processor time ${more.toFixed(2)}x`;
    return [compareTimes(targets.study, two!, one!, { unit: 'runs', check })];
  },
};

function processorSeconds({ measurements }: Series): number {
  return median(measurements.map(({ facts }) => facts!.processorSeconds!));
}

import { digestOf, interleave, type Series } from '../harness/interleave.ts';
import { compareTimes, factOf } from '../harness/outcome.ts';
import { ours, reference } from '../harness/programs.ts';
import { WORKERS } from '../ours/whole-run-scenario.ts';
import { type Target, targets } from '../targets.ts';
import type { Row } from './context.ts';
import { sparseData } from './sparse-data.ts';

const CLOCKS = 30;

/** Updates between two evaluations: the default of scenario files, one evaluation per round of all workers. */
const EVALUATE_EVERY = WORKERS;

/**
 * A whole run on prepared data, evaluations included. Both sides pass over the examples 30 times. They do not end on the same
 * parameters, since the algorithms differ; both objectives are shown, so that neither has stood still.
 */
export const wholeRun: Row = {
  targets: [targets.runConsgd, targets.runDynsgd],
  async measure(context) {
    const { folder, features } = await sparseData(context);
    const data = { folder, features };
    const run = { ...data, clocks: CLOCKS, learningRate: 2, evaluateEvery: EVALUATE_EVERY };
    const flags = ['--max-old-space-size=8192'];
    const [consgd, dynsgd, sklearn] = await interleave(
      [
        ours('whole-run', { ...run, algorithm: 'consgd' }, flags),
        ours('whole-run', { ...run, algorithm: 'dynsgd' }, flags),
        reference('sgd_epochs', { ...data, epochs: CLOCKS, learningRate: 0.5 }),
      ],
      { warmUps: 0, repetitions: context.quick ? 1 : 3 },
    );
    const compared = (target: Target, our: Series) =>
      compareTimes(target, our, sklearn!, { unit: 'examples', check: objectives(our, sklearn!) });
    return [compared(targets.runConsgd, consgd!), compared(targets.runDynsgd, dynsgd!)];
  },
};

function objectives(our: Series, their: Series): string {
  const [a, b] = [our, their].map((series) => factOf(series, 'objective').toFixed(4));
  digestOf(their);
  return `digest ${digestOf(our)}; objective ${a} after ${factOf(our, 'updates')} updates, ${b} after ${CLOCKS} epochs`;
}

import { digestOf, interleave, type Series } from '../harness/interleave.ts';
import { compareTimes, factOf } from '../harness/outcome.ts';
import { ours, reference } from '../harness/programs.ts';
import { WORKERS } from '../ours/whole-run-scenario.ts';
import { type Target, targets } from '../targets.ts';
import type { Row } from './context.ts';
import { sparseData } from './sparse-data.ts';

const CLOCKS = 30;

/** More updates than there are. */
const NEVER = 1e9;

/**
 * A whole run on prepared data. Both sides pass over the examples 30 times; the objective is evaluated at the start and at the end, as
 * the reference evaluates nothing on its way. A line of its own says what it costs to evaluate after every round, the
 * default of scenario files.
 *
 * The two sides do not end on the same parameters, since the algorithms differ; both objectives are shown, so that neither has
 * stood still.
 */
export const wholeRun: Row = {
  targets: [targets.runConsgd, targets.runDynsgd],
  async measure(context) {
    const { folder, features } = await sparseData(context);
    const data = { folder, features };
    const run = (algorithm: string, evaluateEvery: number) =>
      ours('whole-run', { ...data, algorithm, clocks: CLOCKS, learningRate: 20, evaluateEvery }, [
        '--max-old-space-size=8192',
      ]);
    const [consgd, dynsgd, evaluated, sklearn] = await interleave(
      [
        run('consgd', NEVER),
        run('dynsgd', NEVER),
        run('consgd', WORKERS),
        reference('sgd_epochs', { ...data, epochs: CLOCKS, learningRate: 0.5 }),
      ],
      { warmUps: 0, repetitions: context.quick ? 1 : 3 },
    );
    const compared = (target: Target, our: Series, line: { variant?: string; beside?: boolean } = {}) =>
      compareTimes(target, our, sklearn!, { ...line, unit: 'examples', check: objectives(our, sklearn!) });
    return [
      compared(targets.runConsgd, consgd!),
      compared(targets.runConsgd, evaluated!, { variant: 'evaluated every round', beside: true }),
      compared(targets.runDynsgd, dynsgd!),
    ];
  },
};

function objectives(our: Series, their: Series): string {
  const [a, b] = [our, their].map((series) => factOf(series, 'objective').toFixed(4));
  digestOf(their);
  return `digest ${digestOf(our)}; objective ${a} after ${factOf(our, 'updates')} updates, ${b} after ${CLOCKS} epochs`;
}

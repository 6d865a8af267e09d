import { interleave } from '../harness/interleave.ts';
import { compareTimes, type Outcome, sameFact } from '../harness/outcome.ts';
import { ours, reference } from '../harness/programs.ts';
import { WORKERS } from '../ours/whole-run-scenario.ts';
import { targets } from '../targets.ts';
import type { Context, Row } from './context.ts';
import { sparseData } from './sparse-data.ts';

/** Two orders of summation of at most some thousand terms each, over 500 steps. */
const TOLERANCE = 1e-9;

/**
 * The mathematics alone, twice: dealt to 50 workers as in row 8, which is how a simulated cluster computes; and, beside that, by one
 * worker that holds everything, three vectors of 25 MB. Both include the steps and the sum of them that a push would carry. scikit-learn takes a step per example, we one per mini-batch, so the parameters are not those of
 * the reference; they are held to the same mini-batches done with scipy.
 */
export const sparseEpoch: Row = {
  targets: [targets.sparseEpoch],
  measure: async (context) => [await compare(context, WORKERS), await compare(context, 1)],
};

async function compare(context: Context, workers: number): Promise<Outcome> {
  const { folder, features, batchSize } = await sparseData(context);
  const data = { folder, features };
  const steps = { ...data, workers, batchSize, learningRate: 0.5 };
  const [our, their] = await interleave(
    [
      ours('sparse-epoch', steps, ['--max-old-space-size=8192']),
      reference('sgd_epochs', { ...data, epochs: 1, learningRate: 0.5 }),
    ],
    { warmUps: 1, repetitions: context.quick ? 3 : 7 },
  );
  const [second] = await interleave([reference('sparse_minibatches', steps)], { warmUps: 0, repetitions: 1 });
  return compareTimes(targets.sparseEpoch, our!, their!, {
    unit: 'examples',
    ...(workers === 1
      ? { variant: 'by one worker that holds everything', beside: true }
      : { variant: `dealt to ${workers} workers` }),
    check: `against the same mini-batches with scipy: ${sameFact(our!, second!, 'squaredNorm', TOLERANCE)}`,
  });
}

import { Streams } from '../../src/random/streams.ts';
import { interleave } from '../harness/interleave.ts';
import { compareTimes, sameFact } from '../harness/outcome.ts';
import { ours, reference } from '../harness/programs.ts';
import { targets } from '../targets.ts';
import type { Context, Row } from './context.ts';

const FEATURES = 784;
const CLASSES = 10;

/**
 * Both sides take the same steps from the same start, so their parameters agree up to the order of summation: 600 steps of sums of
 * at most 784 terms, far below this.
 */
const TOLERANCE = 1e-9;

/**
 * Dense softmax regression in the shape of MNIST. No value is zero: our kernel passes over zeros, of which images are full,
 * and numpy does not.
 */
export const denseEpoch: Row = {
  targets: [targets.denseEpoch],
  async measure(context) {
    const given = writeExamples(context);
    const [our, their] = await interleave(
      [
        ours('dense-epoch', given, ['--max-old-space-size=4096']),
        reference('dense_softmax', { ...given, classes: CLASSES }),
      ],
      { warmUps: 1, repetitions: context.quick ? 3 : 5 },
    );
    const check = sameFact(our!, their!, 'squaredNorm', TOLERANCE);
    return [compareTimes(targets.denseEpoch, our!, their!, { unit: 'examples', check })];
  },
};

/** Values uniform in (0, 1); labels in turn, so that every class occurs. */
function writeExamples({ quick, folder }: Context) {
  const rows = quick ? 6_000 : 60_000;
  const uniforms = new Streams(1, 1).stream('dense').sequence(0);
  const values = Float64Array.from({ length: rows * FEATURES }, () => uniforms.next());
  return {
    examples: folder.write('dense-examples', values),
    labels: folder.write(
      'dense-labels',
      Float64Array.from({ length: rows }, (_, row) => row % CLASSES),
    ),
    features: FEATURES,
    batchSize: 100,
    learningRate: 0.01,
  };
}

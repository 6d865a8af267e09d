import { interleave } from '../harness/interleave.ts';
import { factOf, type Outcome } from '../harness/outcome.ts';
import { ours } from '../harness/programs.ts';
import { targets } from '../targets.ts';
import type { Row } from './context.ts';
import { sparseData } from './sparse-data.ts';

/** Memory that the workers of row 8 take, under consgd. The reference is arithmetic: fifty vectors of doubles. */
export const replicas: Row = {
  targets: [targets.replicas],
  async measure(context) {
    const { folder, features } = await sparseData(context);
    const run = { folder, features, algorithm: 'consgd', clocks: 8, learningRate: 2, evaluateEvery: 1e9 };
    const [our] = await interleave(
      [ours('replica-memory', run, ['--max-old-space-size=8192', '--expose-gc'])],
      {
        warmUps: 0,
        repetitions: 1,
      },
    );
    const [bytes, fullCopies, values] = ['bytes', 'fullCopies', 'replicas'].map((fact) => factOf(our!, fact));
    const outcome: Outcome = {
      target: targets.replicas,
      ours: megabytes(bytes!),
      reference: megabytes(fullCopies!),
      ratio: bytes! / fullCopies!,
      check: `replicas ${megabytes(values!)}, feature lists ${megabytes(values! / 2)}, the rest updates on their way and work memory`,
    };
    return [outcome];
  },
};

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

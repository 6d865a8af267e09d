import { closeSync, openSync, writeSync } from 'node:fs';
import { Streams } from '../../src/random/streams.ts';
import { interleave } from '../harness/interleave.ts';
import { compareTimes, type Outcome, sameDigest } from '../harness/outcome.ts';
import { ours, reference } from '../harness/programs.ts';
import { targets } from '../targets.ts';
import type { Context, Row } from './context.ts';

const NONZEROS = 130;
const GAP = 24_000;

/**
 * Reading text, twice: values of six significant digits, as tools write them and most files have them, and of up to
 * seventeen, the most that a double needs.
 */
export const libsvm: Row = {
  targets: [targets.libsvm],
  measure: async (context) => [await compare(context, 6), await compare(context, 17)],
};

async function compare(context: Context, digits: number): Promise<Outcome> {
  const { quick, folder } = context;
  const file = folder.file(`text-${digits}.svm`);
  writeText(file, quick ? 4_000 : 20_000, digits);
  const [our, their] = await interleave(
    [ours('libsvm', { file, features: NONZEROS * GAP }), reference('svmlight', { file })],
    { warmUps: 1, repetitions: quick ? 3 : 5 },
  );
  return compareTimes(targets.libsvm, our!, their!, {
    unit: 'MB',
    variant: `values of ${digits === 17 ? 'up to ' : ''}${digits} digits`,
    check: sameDigest(our!, their!),
  });
}

/** Rows of 130 entries, indices up to 3.1 million in steps of at most 24,000, values uniform in (0, 1). */
function writeText(file: string, rows: number, digits: number): void {
  const uniforms = new Streams(1, 1).stream('text').sequence(0);
  const target = openSync(file, 'w');
  for (let row = 0; row < rows; row++) {
    let line = row % 3 === 0 ? '+1' : '-1';
    let index = 0;
    for (let entry = 0; entry < NONZEROS; entry++) {
      index += 1 + uniforms.below(GAP - 1);
      line += ` ${index}:${Number(uniforms.next().toPrecision(digits))}`;
    }
    writeSync(target, `${line}\n`);
  }
  closeSync(target);
}

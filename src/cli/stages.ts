import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { InputError } from '../base/errors.ts';
import { coreHash } from '../execution/core-hash.ts';
import { readInputFile } from '../files/input-file.ts';
import type { Fingerprint } from '../report/manifest.ts';
import type { ResultFile } from '../report/result-files.ts';
import type { Purpose } from '../studies/planned-run.ts';
import type { StudyDesign } from '../studies/study-design.ts';
import type { StudyResult } from '../studies/study-result.ts';
import type { Tuning } from '../studies/tuning/tuning.ts';

/** Where the first of two passes leaves the learning rates for the second. */
export const tunedFileName = 'tuned.json';

const format = 'laggard-tuned-1';

/** What the first pass has found, and for what. */
interface Tuned {
  readonly format: typeof format;
  /** Equal for studies whose searches find the same. */
  readonly search: string;
  readonly tunings: readonly Tuning[];
}

/**
 * The only thing that a study is to do.
 * @throws InputError for anything but the two stages.
 */
export function parseStage(text: string | undefined): Purpose | undefined {
  if (text === undefined || text === 'tune' || text === 'compare') return text;
  throw new InputError({ message: `--stage ${text}`, allowed: 'tune, compare' });
}

/**
 * The design of one pass over a study.
 * @throws InputError where the passes do not fit together.
 */
export function designForStage(
  design: StudyDesign,
  stage: Purpose | undefined,
  tunings: readonly Tuning[] | undefined,
): StudyDesign {
  const isTuned = design.points.some(({ scenario }) => scenario.tune);
  if (stage !== undefined && !isTuned) {
    throw new InputError({
      message: `--stage ${stage}: the scenario has nothing to tune`,
      hint: 'leave it out',
    });
  }
  if ((stage === 'compare') !== (tunings !== undefined)) {
    throw new InputError({
      message: '--stage compare and --tuned need each other',
      allowed: '--stage tune, then --stage compare --tuned FOLDER with the folder that the first has written',
    });
  }
  return { ...design, ...(stage && { stage }), ...(tunings && { tunings }) };
}

/** The file that a pass of tuning leaves for the comparison; none for any other pass. */
export function tunedFiles(result: StudyResult, inputs: readonly Fingerprint[]): readonly ResultFile[] {
  if (result.stage !== 'tune' || !result.complete) return [];
  const tuned: Tuned = { format, search: searchOf(result, inputs), tunings: result.tunings };
  return [{ name: tunedFileName, pieces: () => [`${JSON.stringify(tuned, null, 2)}\n`] }];
}

/**
 * What an earlier pass has found.
 * @throws InputError when it was looking for something else.
 */
export function readTuned(folder: string): { search: string; tunings: readonly Tuning[] } {
  const file = join(folder, tunedFileName);
  const { text } = readInputFile(file, '--stage tune writes it');
  const tuned = parsed(text);
  if (tuned?.format === format) return tuned;
  throw new InputError({ file, message: 'is not what --stage tune writes' });
}

/** What the searches of a study depend on. `inputs`: first the scenario file, of which only what it says counts. */
export function searchOf({ points }: Pick<StudyDesign, 'points'>, inputs: readonly Fingerprint[]): string {
  const scenarios = points.map(({ scenario }) => {
    const { seed, cluster, workload, training, stop, tune, algorithms } = scenario;
    return { seed, cluster, workload, training, stop, tune, algorithms };
  });
  const data = inputs.slice(1).map(({ sha256 }) => sha256);
  return createHash('sha256')
    .update(JSON.stringify([coreHash(), scenarios, data]))
    .digest('hex');
}

function parsed(text: string): Tuned | undefined {
  try {
    return JSON.parse(text) as Tuned;
  } catch {
    return undefined;
  }
}

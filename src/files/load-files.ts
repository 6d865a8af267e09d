import { InputError } from '../base/errors.ts';
import type { InputFormat } from '../base/input-files.ts';
import { refuseZeroByte } from '../base/text-bytes.ts';
import type { Fingerprint } from '../report/manifest.ts';
import type { ClusterFile } from '../simulation/cluster-files.ts';
import { type DataFile, readDataFile } from './data-file.ts';

/** Characters of the longest text that is kept in memory as a whole: half of what a string may hold. */
const MAX_TEXT = 1 << 28;

/** A text, and the file in which it stands. */
export interface ReadText {
  readonly text: string;
  readonly fingerprint: Fingerprint;
}

/**
 * The text of a file that the cluster of a scenario names.
 * @throws InputError, with the place in the scenario, where it cannot be read or holds something else.
 */
export async function readClusterFile({ path, format }: ClusterFile, file: DataFile): Promise<ReadText> {
  try {
    const read = await readText(file);
    format.parse(read.text, file.shown);
    return read;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map((problem) => ({ ...problem, path })));
  }
}

/** The content of one file, plain or gzipped. */
export async function readContent<T>(file: DataFile, format: InputFormat<T>): Promise<T> {
  return format.parse((await readText(file)).text, file.shown);
}

/** The text of one file, plain or gzipped. */
export async function readText(file: DataFile): Promise<ReadText> {
  let text = '';
  const fingerprint = await readDataFile(file, async (chunks) => {
    const decoder = new TextDecoder();
    for await (const chunk of chunks) {
      refuseZeroByte(chunk, file.shown);
      text += decoder.decode(chunk, { stream: true });
      if (text.length > MAX_TEXT) throw tooLong(file);
    }
    text += decoder.decode();
  });
  return { text, fingerprint };
}

function tooLong({ shown }: DataFile): InputError {
  return new InputError({ file: shown, message: `a text of more than ${MAX_TEXT} characters` });
}

import { resolve } from 'node:path';
import { InputError } from '../base/errors.ts';
import { InputFiles, type InputFormat } from '../base/input-files.ts';
import type { Fingerprint } from '../report/manifest.ts';
import { type ClusterFile, clusterFilesOf } from '../simulation/cluster-files.ts';
import { portablePath } from './canonical-command.ts';
import { readDataFile } from './data-file.ts';
import type { ReadScenario } from './read-scenario.ts';

/** What stands in the files that a scenario's cluster names, and the files themselves. */
export interface LoadedFiles {
  readonly files: InputFiles;
  readonly inputs: readonly Fingerprint[];
}

/**
 * Reads the files that the cluster of a scenario names.
 * @throws InputError where one cannot be read, or holds something else.
 */
export async function loadFiles({ scenario, catalogue, baseDir }: ReadScenario): Promise<LoadedFiles> {
  const files = new InputFiles();
  const inputs = new Map<string, Fingerprint>();
  for (const file of clusterFilesOf(scenario, catalogue)) {
    const { content, fingerprint } = await placed(
      file,
      readContent(resolve(baseDir, file.name), file.format),
    );
    files.add(file.format, file.name, content);
    inputs.set(fingerprint.path, fingerprint);
  }
  return { files, inputs: [...inputs.values()] };
}

/** Says in every problem where the scenario names the file. */
async function placed<T>({ path }: ClusterFile, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map((problem) => ({ ...problem, path })));
  }
}

/** The content of one file, plain or gzipped. */
export async function readContent<T>(
  file: string,
  format: InputFormat<T>,
): Promise<{ readonly content: T; readonly fingerprint: Fingerprint }> {
  const { text, fingerprint } = await readText(file);
  return { content: format.parse(text, portablePath(file)), fingerprint };
}

/** The text of one file, plain or gzipped. */
export async function readText(
  file: string,
): Promise<{ readonly text: string; readonly fingerprint: Fingerprint }> {
  let text = '';
  const fingerprint = await readDataFile({ path: file, shown: portablePath(file) }, async (chunks) => {
    const decoder = new TextDecoder();
    for await (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
    text += decoder.decode();
  });
  return { text, fingerprint };
}

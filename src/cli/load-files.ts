import { resolve } from 'node:path';
import { InputError } from '../base/errors.ts';
import { InputFiles, type InputFormat } from '../base/input-files.ts';
import type { Fingerprint } from '../report/manifest.ts';
import { portablePath } from './canonical-command.ts';
import { readDataFile } from './data-file.ts';
import type { ReadScenario } from './read-scenario.ts';

/** What stands in the files that a scenario's cluster names, and the files themselves. */
export interface LoadedFiles {
  readonly files: InputFiles;
  readonly inputs: readonly Fingerprint[];
}

/**
 * Reads the files that the stragglers of a scenario name, each once.
 * @throws InputError where one cannot be read, or holds something else.
 */
export async function loadFiles({ scenario, catalogue, baseDir }: ReadScenario): Promise<LoadedFiles> {
  const files = new InputFiles();
  const inputs = new Map<string, Fingerprint>();
  for (const [k, spec] of scenario.cluster.stragglers.entries()) {
    for (const [option, { shape }] of Object.entries(catalogue.stragglers.get(spec.kind).options)) {
      const name = spec[option];
      if (shape.kind !== 'file' || typeof name !== 'string' || files.has(shape.format, name)) continue;
      const path = `cluster.stragglers[${k}].${option}`;
      const { content, fingerprint } = await readContent(resolve(baseDir, name), shape.format, path);
      files.add(shape.format, name, content);
      inputs.set(fingerprint.path, fingerprint);
    }
  }
  return { files, inputs: [...inputs.values()] };
}

/** The content of one file, plain or gzipped. `path`: where the scenario names it. */
export async function readContent<T>(
  file: string,
  format: InputFormat<T>,
  path?: string,
): Promise<{ readonly content: T; readonly fingerprint: Fingerprint }> {
  const shown = portablePath(file);
  try {
    let text = '';
    const fingerprint = await readDataFile({ path: file, shown }, async (chunks) => {
      const decoder = new TextDecoder();
      for await (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
      text += decoder.decode();
    });
    return { content: format.parse(text, shown), fingerprint };
  } catch (error) {
    if (!(error instanceof InputError) || path === undefined) throw error;
    throw new InputError(error.problems.map((problem) => ({ ...problem, path })));
  }
}

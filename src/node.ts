/**
 * What a program under Node needs beside the library: scenarios and data from files. Everything else is in the entry `laggard`.
 *
 *     const { scenario, data, files } = await loadScenario(quickstartFile());
 *     for (const { result } of simulate(scenario, { data, files }).runs) console.log(result.algorithm, result.digest);
 *
 * @packageDocumentation
 */

import { dirname } from 'node:path';
import { readInputFile } from './files/input-file.ts';
import { filesFrom, loadData } from './files/load-data.ts';
import { readText } from './files/load-files.ts';
import { projectFile } from './files/project.ts';
import { builtinCatalogue } from './scenarios/catalogue.ts';
import { type AnyDefinition, catalogueWith } from './scenarios/definitions.ts';
import type { Override } from './scenarios/overrides.ts';
import { type ParsedScenario, parseScenario } from './scenarios/parse-scenario.ts';
import { clusterFilesOf } from './simulation/cluster-files.ts';
import type { FileContents } from './simulation/data-in-memory.ts';
import type { SplitData } from './workloads/data-set.ts';

/** Beside the file itself. */
export interface LoadOptions {
  /** What the scenario may name beside what comes with Laggard; to be given to `simulate` too. */
  readonly register?: readonly AnyDefinition[];
  /** Changes to the file's data before it is checked, as by `--set`. */
  readonly overrides?: readonly Override[];
}

/** A checked scenario, what is odd about it, its data, and what else it reads. */
export interface LoadedScenario extends ParsedScenario {
  /** Undefined with `model: none`. */
  readonly data: SplitData | undefined;
  /** What stands in the files that the cluster names, by name. */
  readonly files: FileContents;
}

/**
 * Reads a scenario file and the data that it names: from files, found from its folder, or from those that come with Laggard.
 * @throws InputError with everything that is wrong.
 */
export async function loadScenario(file: string, options: LoadOptions = {}): Promise<LoadedScenario> {
  const { register = [], overrides = [] } = options;
  const catalogue = catalogueWith(builtinCatalogue, register);
  const parsed = parseScenario(readInputFile(file).text, { file, catalogue, overrides });
  const { workload, seed } = parsed.scenario;
  const find = filesFrom(dirname(file));
  const files: Record<string, Uint8Array> = {};
  for (const { name } of clusterFilesOf(parsed.scenario, catalogue)) {
    files[name] = new TextEncoder().encode((await readText(find(name))).text);
  }
  if (!('data' in workload)) return { ...parsed, files, data: undefined };
  const { data } = await loadData(workload.data, { find, seed, catalogue });
  return { ...parsed, files, data };
}

/** The scenario that the command runs when none is named. */
export function quickstartFile(): string {
  return projectFile('experiments/quickstart.yaml');
}

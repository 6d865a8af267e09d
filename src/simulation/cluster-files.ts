import { InputFiles, type InputFormat } from '../base/input-files.ts';
import type { Catalogue } from '../scenarios/catalogue.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { contentsOf, type FileContents } from './data-in-memory.ts';

/** A file that a scenario names beside its data. */
export interface ClusterFile {
  /** Where the scenario names it: `cluster.stragglers[0].file`. */
  readonly path: string;
  /** As written there, relative to the scenario's folder. */
  readonly name: string;
  readonly format: InputFormat;
}

/** The files that the stragglers of a scenario name, each once for every format that it is read as. */
export function clusterFilesOf({ cluster }: Scenario, { stragglers }: Catalogue): readonly ClusterFile[] {
  const named = new Map<string, ClusterFile>();
  for (const [k, spec] of cluster.stragglers.entries()) {
    for (const [option, { shape }] of Object.entries(stragglers.get(spec.kind).options)) {
      const name = spec[option];
      if (shape.kind !== 'file' || typeof name !== 'string') continue;
      const key = `${shape.format.name}: ${name}`;
      if (!named.has(key)) {
        named.set(key, { path: `cluster.stragglers[${k}].${option}`, name, format: shape.format });
      }
    }
  }
  return [...named.values()];
}

/**
 * What stands in them, from memory.
 * @throws InputError for a file that is not there or still compressed, and for one that holds something else.
 */
export function clusterFilesInMemory(
  scenario: Scenario,
  catalogue: Catalogue,
  contents: FileContents,
): InputFiles {
  const files = new InputFiles();
  for (const { path, name, format } of clusterFilesOf(scenario, catalogue)) {
    const text = new TextDecoder().decode(contentsOf(name, contents, path));
    files.add(format, name, format.parse(text, name));
  }
  return files;
}

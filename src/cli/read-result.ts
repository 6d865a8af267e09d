import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { InputError } from '../base/errors.ts';
import { readInputFile } from '../files/input-file.ts';
import type { TableRow } from '../report/figures.ts';
import type { ReadManifest } from '../report/manifest.ts';
import { readManifest } from '../report/manifest.ts';
import type { Catalogue } from '../scenarios/catalogue.ts';
import { parseScenario } from '../scenarios/parse-scenario.ts';
import { designOf, type StudyDesign } from '../studies/study-design.ts';

/** A result folder as it was found. */
export interface ReadResult {
  readonly path: string;
  readonly manifest: ReadManifest;
  readonly design: StudyDesign;
  /** The folder that paths in the scenario are relative to. */
  readonly baseDir: string;
  readonly runs: readonly TableRow[];
  readonly summary: readonly TableRow[];
}

const hint = 'name a folder that `run` or `merge` has written';

/**
 * Reads what a study has left behind. `base`: what paths in its scenario are relative to, where that is not where the scenario was.
 * @throws InputError where the folder is none of ours, or not whole.
 */
export function readResult(path: string, catalogue: Catalogue, base: string | undefined): ReadResult {
  const file = join(path, 'manifest.json');
  const manifest = readManifest(readInputFile(file, hint).text);
  if (!manifest) throw new InputError({ file, message: 'is not the manifest of a study', hint });
  const parsed = parseScenario(JSON.stringify(manifest.scenario), {
    file,
    catalogue,
    warnOfBareNumbers: false,
  });
  return {
    path,
    manifest,
    design: designOf(parsed),
    baseDir: base ?? dirname(manifest.inputs[0]?.path ?? '.'),
    runs: tableIn(path, 'runs.csv'),
    summary: tableIn(path, 'summary.csv'),
  };
}

function tableIn(folder: string, name: string): readonly TableRow[] {
  const file = join(folder, name);
  const { text } = readInputFile(file, hint);
  try {
    return parse(text, { columns: true }) as TableRow[];
  } catch (error) {
    throw new InputError({ file, message: `is not a table: ${(error as Error).message}` });
  }
}

import type { RunOutcome } from '../simulation/run-result.ts';
import type { StudyDesign } from '../studies/study-design.ts';
import type { StudyResult } from '../studies/study-result.ts';
import { summaryOf } from '../studies/study-summary.ts';
import { type Columns, csvPieces } from './csv.ts';
import {
  curveColumns,
  type Detail,
  detailColumns,
  detailsOf,
  serverColumns,
  stalenessColumns,
  workerColumnsWith,
} from './detail-columns.ts';
import { type HostFacts, hostText } from './host.ts';
import { fingerprintOf, type ManifestFacts, manifestText } from './manifest.ts';
import { runColumns } from './run-columns.ts';
import { summaryColumns } from './summary-columns.ts';
import { tuningColumns, tuningLines } from './tuning-columns.ts';

/** A file to be written into the folder of a study. */
export interface ResultFile {
  readonly name: string;
  /** Its text or bytes, made anew piece by piece each time somebody asks: a large table is never in memory as a whole. */
  pieces(): Iterable<string | Uint8Array>;
}

/** The names of the files that every study leaves in its folder, in the order of writing. */
export const resultFileNames: readonly string[] = [
  'runs.csv',
  'summary.csv',
  'curve.csv',
  'workers.csv',
  'servers.csv',
  'staleness.csv',
  'host.json',
  'manifest.json',
];

/** The names of all files of a study: one that searches for learning rates tells how. */
export function fileNamesOf({ points }: Pick<StudyDesign, 'points'>): readonly string[] {
  const isTuned = points.some(({ scenario }) => scenario.tune);
  return isTuned ? resultFileNames.toSpliced(2, 0, 'tuning.csv') : resultFileNames;
}

/** Everything that a study leaves behind, with `more` of the shell's, the manifest last because it vouches for the others. */
export function resultFiles(
  study: StudyResult,
  facts: ManifestFacts,
  host: HostFacts,
  more: readonly ResultFile[] = [],
): readonly ResultFile[] {
  const { paths, runs } = study;
  const tables: Readonly<Record<string, () => Iterable<string>>> = {
    'runs.csv': () => csvPieces(runColumns(paths), runs),
    'summary.csv': () => csvPieces(summaryColumns(paths), summaryOf(study)),
    'tuning.csv': () => csvPieces(tuningColumns(paths), tuningLines(study)),
    'curve.csv': () => detailPieces(study, curveColumns, ({ curve }) => curve),
    'workers.csv': () => detailPieces(study, workerColumnsWith(facts.machines), ({ workers }) => workers),
    'servers.csv': () => detailPieces(study, serverColumns, ({ servers }) => servers),
    'staleness.csv': () => detailPieces(study, stalenessColumns, ({ staleness }) => staleness),
  };
  const named = fileNamesOf(study).flatMap((name): ResultFile[] =>
    tables[name] ? [{ name, pieces: tables[name] }] : [],
  );
  const files = [...named, ...more];
  const fingerprints = files.map(fingerprintOf);
  return [
    ...files,
    { name: 'host.json', pieces: () => [hostText(host)] },
    { name: 'manifest.json', pieces: () => [manifestText(study, facts, fingerprints)] },
  ];
}

function detailPieces<T>(
  { paths, runs }: StudyResult,
  own: Columns<Detail<T>>,
  itemsOf: (run: RunOutcome) => readonly T[],
): Iterable<string> {
  return csvPieces(detailColumns(paths, own), detailsOf(runs, itemsOf));
}

import type { StudyResult } from '../studies/study-result.ts';
import { csvText } from './csv.ts';
import { curveColumns, detailsOf, serverColumns, workerColumns } from './detail-columns.ts';
import { type HostFacts, hostText } from './host.ts';
import { fingerprintOf, type ManifestFacts, manifestText } from './manifest.ts';
import { runColumns } from './run-columns.ts';

/** A file to be written into the folder of a study. */
export interface ResultFile {
  readonly name: string;
  readonly text: string;
}

/** The names of all files that a study leaves in its folder, in the order of writing. */
export const resultFileNames: readonly string[] = [
  'runs.csv',
  'curve.csv',
  'workers.csv',
  'servers.csv',
  'host.json',
  'manifest.json',
];

/** Everything that a study leaves behind, the manifest last because it vouches for the others. */
export function resultFiles(
  study: StudyResult,
  facts: ManifestFacts,
  host: HostFacts,
): readonly ResultFile[] {
  const { runs } = study;
  const tables: ResultFile[] = [
    { name: 'runs.csv', text: csvText(runColumns, runs) },
    {
      name: 'curve.csv',
      text: csvText(
        curveColumns,
        detailsOf(runs, ({ curve }) => curve),
      ),
    },
    {
      name: 'workers.csv',
      text: csvText(
        workerColumns,
        detailsOf(runs, ({ workers }) => workers),
      ),
    },
    {
      name: 'servers.csv',
      text: csvText(
        serverColumns,
        detailsOf(runs, ({ servers }) => servers),
      ),
    },
  ];
  const fingerprints = tables.map(fingerprintOf);
  return [
    ...tables,
    { name: 'host.json', text: hostText(host) },
    { name: 'manifest.json', text: manifestText(study, facts, fingerprints) },
  ];
}

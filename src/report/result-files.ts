import type { StudyResult } from '../studies/study-result.ts';
import { type Columns, csvPieces } from './csv.ts';
import { curveColumns, detailsOf, serverColumns, workerColumns } from './detail-columns.ts';
import { type HostFacts, hostText } from './host.ts';
import { fingerprintOf, type ManifestFacts, manifestText } from './manifest.ts';
import { runColumns } from './run-columns.ts';

/** A file to be written into the folder of a study. */
export interface ResultFile {
  readonly name: string;
  /** Its text, made anew piece by piece each time somebody asks: a large table is never in memory as a whole. */
  pieces(): Iterable<string>;
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
    table('runs.csv', runColumns, () => runs),
    table('curve.csv', curveColumns, () => detailsOf(runs, ({ curve }) => curve)),
    table('workers.csv', workerColumns, () => detailsOf(runs, ({ workers }) => workers)),
    table('servers.csv', serverColumns, () => detailsOf(runs, ({ servers }) => servers)),
  ];
  const fingerprints = tables.map(fingerprintOf);
  return [
    ...tables,
    { name: 'host.json', pieces: () => [hostText(host)] },
    { name: 'manifest.json', pieces: () => [manifestText(study, facts, fingerprints)] },
  ];
}

function table<Row>(name: string, columns: Columns<Row>, rows: () => Iterable<Row>): ResultFile {
  return { name, pieces: () => csvPieces(columns, rows()) };
}

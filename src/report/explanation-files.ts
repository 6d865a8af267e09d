import type { Explained } from '../explanation/explained.ts';
import { csvPieces, recordOf } from './csv.ts';
import {
  causeColumns,
  causeRows,
  effectColumns,
  effectRows,
  splitColumns,
  stepColumns,
  stepRows,
} from './explanation-columns.ts';
import { type HostFacts, hostText } from './host.ts';
import { fingerprintOf, type ManifestFacts, manifestText } from './manifest.ts';
import type { ResultFile } from './result-files.ts';
import { caveatsOf } from './verdict/caveats.ts';

/** The names of the files that every explanation leaves in its folder, in the order of writing. */
export const explanationFileNames: readonly string[] = [
  'explain.csv',
  'path.csv',
  'what-if.csv',
  'efficiency.csv',
  'host.json',
  'manifest.json',
];

/** Everything that an explanation leaves behind, the manifest last because it vouches for the others. */
export function explanationFiles(
  { study, algorithms, splits }: Explained,
  facts: ManifestFacts,
  host: HostFacts,
): readonly ResultFile[] {
  const files: readonly ResultFile[] = [
    { name: 'explain.csv', pieces: () => csvPieces(causeColumns, algorithms.flatMap(causeRows)) },
    { name: 'path.csv', pieces: () => csvPieces(stepColumns, algorithms.flatMap(stepRows)) },
    { name: 'what-if.csv', pieces: () => csvPieces(effectColumns, algorithms.flatMap(effectRows)) },
    { name: 'efficiency.csv', pieces: () => csvPieces(splitColumns, splits) },
  ];
  const fingerprints = files.map(fingerprintOf);
  return [
    ...files,
    { name: 'host.json', pieces: () => [hostText(host)] },
    { name: 'manifest.json', pieces: () => [manifestText(study, facts, fingerprints)] },
  ];
}

/** What `--json` prints: an object for each algorithm, with the columns of the files. */
export function explanationAsJson({ study, algorithms, splits }: Explained): readonly string[] {
  const caveats = caveatsOf(study);
  return algorithms.map((explained) => {
    const { plan, result } = explained.run;
    const split = splits.find(({ algorithm }) => algorithm === plan.algorithm.label);
    return JSON.stringify({
      algorithm: plan.algorithm.label,
      replication: plan.replication,
      status: result.status,
      time_ns: result.time,
      causes: causeRows(explained).map((row) => recordOf(causeColumns, row)),
      path: stepRows(explained).map((row) => recordOf(stepColumns, row)),
      what_ifs: effectRows(explained).map((row) => recordOf(effectColumns, row)),
      efficiency: split ? recordOf(splitColumns, split) : null,
      caveats: caveats.filter(({ algorithms: about }) => about.includes(plan.algorithm.label)),
    });
  });
}

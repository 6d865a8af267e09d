import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { SEMANTICS_VERSION } from '../base/versions.ts';
import type { StudyResult } from '../studies/study-result.ts';
import type { Tuning } from '../studies/tuning/tuning.ts';

import type { MachineNames } from './machine-names.ts';

/** A file that went in, as the user named it, or one that came out. */
export interface Fingerprint {
  readonly path: string;
  /** In hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

/** How the numbers that are computed on came from those of the files: see `workload.data`. */
export interface DataFacts {
  /** The numbers of labels that are words in the file. */
  readonly labels?: Readonly<Record<string, number>>;
  /** What was taken from each feature, and by what it was divided; of very many features the SHA-256 of these (see `standardisedFacts`). */
  readonly standardised?:
    | { readonly means?: readonly number[]; readonly deviations: readonly number[] }
    | { readonly features: number; readonly sha256: string };
}

/** What the shell knows about a study that its result does not say. */
export interface ManifestFacts {
  /** Version of the program, as in package.json. */
  readonly version: string;
  /** The command that gives these results again. */
  readonly command: string;
  readonly inputs: readonly Fingerprint[];
  /** For each set of examples that was not taken as it stands; none where not given. */
  readonly data?: readonly DataFacts[];
  /** The objective to reach, solved for where the scenario gives a gap; undefined where it has no target. */
  readonly target: number | undefined;
  /** Warnings about the scenario and the files that it names. */
  readonly warnings?: readonly string[];
  /** Absent where workers stand for no machines with names. */
  readonly machines?: MachineNames;
  /** The scenario as `show` prints it, for people; default: with quantities in base units. */
  readonly shown?: string;
}

/** A file's size and SHA-256, texts written as UTF-8. */
export function fingerprintOf(file: {
  readonly name: string;
  pieces(): Iterable<string | Uint8Array>;
}): Fingerprint {
  const hash = sha256.create();
  let length = 0;
  for (const piece of file.pieces()) {
    const bytes = typeof piece === 'string' ? utf8ToBytes(piece) : piece;
    hash.update(bytes);
    length += bytes.length;
  }
  return { path: file.name, sha256: bytesToHex(hash.digest()), bytes: length };
}

/**
 * The text of manifest.json. It depends on the scenario and the inputs alone, so that two runs of one study have equal
 * manifests; host.json is therefore named without a digest.
 */
export function manifestText(
  study: StudyResult,
  facts: ManifestFacts,
  files: readonly Fingerprint[],
): string {
  const manifest = {
    format: manifestFormat,
    complete: study.complete,
    versions: { laggard: facts.version, semantics: SEMANTICS_VERSION },
    command: facts.command,
    runs: { planned: study.planned, finished: study.runs.length + study.tuningRuns.length },
    ...(facts.target === undefined ? {} : { target: facts.target }),
    ...(facts.warnings?.length ? { warnings: facts.warnings } : {}),
    scenario: study.document,
    ...(study.tunings.length === 0 ? {} : { learningRates: study.tunings.map(chosenRate(study)) }),
    inputs: facts.inputs,
    ...(facts.data && facts.data.length > 0 ? { data: facts.data } : {}),
    files: [...files, { path: 'host.json' }],
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** What an algorithm was compared with, and where in the sweep. */
function chosenRate({ points, paths }: StudyResult) {
  return ({ point, algorithm, learningRate }: Tuning) => ({
    ...(paths.length === 0
      ? {}
      : { at: Object.fromEntries(paths.map((path, k) => [path, points[point]!.values[k]])) }),
    algorithm,
    learningRate,
  });
}

/** What tells a manifest of ours from any other file of that name. */
const manifestFormat = 'laggard-manifest-1';

/**
 * The names of the files that an existing manifest lists, the manifest's own included; undefined where `text` is not a
 * manifest of ours.
 */
export function filesListedIn(text: string): readonly string[] | undefined {
  const parsed = parsedOrUndefined(text);
  if (!isRecord(parsed) || parsed.format !== manifestFormat || !Array.isArray(parsed.files)) return undefined;
  const paths = parsed.files.map((file: unknown) => (isRecord(file) ? file.path : undefined));
  return ['manifest.json', ...paths.filter((path) => typeof path === 'string')];
}

/** What can be read again from a manifest. */
export interface ReadManifest {
  readonly versions: { readonly laggard: string; readonly semantics: number };
  readonly scenario: unknown;
  readonly inputs: readonly Fingerprint[];
  /** The rates that were found for the comparison. `at`: by path of the sweep. */
  readonly learningRates: readonly {
    readonly at?: Readonly<Record<string, unknown>>;
    readonly algorithm: string;
    readonly learningRate: number;
  }[];
}

/** What the manifest of a study says; undefined where `text` is none of ours. */
export function readManifest(text: string): ReadManifest | undefined {
  const parsed = parsedOrUndefined(text);
  if (!isRecord(parsed) || parsed.format !== manifestFormat) return undefined;
  const { versions, scenario, inputs, learningRates = [] } = parsed;
  if (!isRecord(versions) || !isRecord(scenario)) return undefined;
  if (!Array.isArray(inputs) || !Array.isArray(learningRates)) return undefined;
  return { versions, scenario, inputs, learningRates } as unknown as ReadManifest;
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

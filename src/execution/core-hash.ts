import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectFile } from '../files/project.ts';
import { PACKED_FORMAT } from './packed-run.ts';

/** The folders whose code can change what a run comes to: the core as far as a run needs it, and what reads its data. */
const folders = [
  ...['base', 'numerics', 'random', 'engine', 'protocols', 'optimizers', 'workloads', 'cluster-model'],
  ...['scenarios', 'simulation', 'files'],
];

/** The code beside this file: TypeScript, or what it was compiled to. */
const source = fileURLToPath(new URL('..', import.meta.url));

let known: string | undefined;

/**
 * SHA-256 of the code that decides the result of a run, of the versions of the packages that it uses, and of the layout in which
 * results are kept. What was computed by code of another hash is not believed.
 */
export function coreHash(): string {
  known ??= hashOf(source);
  return known;
}

/** The hash of the code below `source`. */
export function hashOf(source: string): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    for (const name of codeIn(join(source, folder))) {
      hash.update(`${folder}/${name}\0`);
      hash.update(readFileSync(join(source, folder, name)));
      hash.update('\0');
    }
  }
  const { dependencies } = JSON.parse(readFileSync(projectFile('package.json'), 'utf8'));
  return hash.update(JSON.stringify([dependencies, PACKED_FORMAT])).digest('hex');
}

/** Sorted, so that the hash does not depend on the file system. */
function codeIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /(?<!\.d)\.[jt]s$/.test(name))
    .sort();
}

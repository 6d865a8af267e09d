import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Releases of Node on which the same digests are asked for, beside the one that runs the tests. `npm run hosts:install` fetches them. */
export const nodeVersions: readonly string[] = ['22.23.3', '24.21.0'];

const folder = fileURLToPath(new URL('../../.cache/hosts/', import.meta.url));

/** Where a release of Node is, or would be. */
export function nodeHost(version: string): {
  readonly prefix: string;
  readonly package: string;
  readonly program: string;
} {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`; // what the npm package `node` installs
  const prefix = join(folder, version);
  return {
    prefix,
    package: `${name}@${version}`,
    program: join(prefix, 'node_modules', name, 'bin', 'node'),
  };
}

/** Debian's Chromium on the path; undefined where there is none. */
export function chromiumProgram(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((path) => join(path, 'chromium')).find(isProgram);
}

/** Whether a file can be run. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether a host that is missing is a failure rather than a remark. */
export const hostsRequired = process.env.CI === 'true' || process.env.LAGGARD_REQUIRE_HOSTS === '1';

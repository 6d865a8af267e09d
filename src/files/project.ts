import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A file of the project, found from where this code lies. */
export function projectFile(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

/** The version in package.json. */
export function laggardVersion(): string {
  const { version } = JSON.parse(readFileSync(projectFile('package.json'), 'utf8')) as { version: string };
  return version;
}

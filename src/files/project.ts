import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A file of the project, found from where this code lies. */
export function projectFile(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

/** What a user types to start this program: it runs from its sources, or as it was built and installed. */
export const programCommand: readonly string[] = import.meta.url.endsWith('.ts')
  ? ['npm', 'run', 'sim', '--']
  : ['laggard'];

/** The version in package.json. */
export function laggardVersion(): string {
  const { version } = JSON.parse(readFileSync(projectFile('package.json'), 'utf8')) as { version: string };
  return version;
}

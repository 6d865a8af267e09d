import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

/** The package as npm would put it into an empty folder. */
export interface Installed {
  /** The folder that was empty. */
  readonly folder: string;
  /** The folder of the package. */
  readonly package: string;
  /** The file behind the command `laggard`. */
  readonly command: string;
  /** Names of the files in it. */
  readonly files: readonly string[];
}

/**
 * Builds and packs the project, and puts it into `node_modules` of an empty folder. What it depends on, and nothing else, is linked
 * beside it, so that no registry is needed and what is missing in package.json is found out.
 */
export async function installInto(folder: string): Promise<Installed> {
  await execute(process.execPath, ['--import', import.meta.resolve('tsx'), join(root, 'scripts/build.ts')]);
  const options = ['--ignore-scripts', '--json', '--pack-destination', folder];
  const { stdout } = await execute('npm', ['pack', ...options], { cwd: root });
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  const home = join(folder, 'node_modules', 'laggard');
  mkdirSync(home, { recursive: true });
  await execute('tar', ['-xzf', join(folder, filename), '-C', home, '--strip-components=1']);
  const { dependencies, bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
    bin: Record<string, string>;
  };
  for (const name of Object.keys(dependencies))
    link(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  const command = join(home, bin.laggard!);
  return { folder, package: home, command, files: files.map(({ path }) => path) };
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, 'dir');
}

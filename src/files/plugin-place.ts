import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { portablePath } from './portable-path.ts';
import { projectFile } from './project.ts';

/** Where in a plugin, or in a file that it imports, something was thrown. */
export interface PluginPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * The first place of a stack trace that lies in one of `plugins`, or outside the project and its packages; undefined where there is none.
 * `stack`: of an error, or a text in which it stands.
 */
export function pluginPlace(stack: string, plugins: readonly string[]): PluginPlace | undefined {
  const known = plugins.map((plugin) => resolve(plugin));
  for (const [, text, line, column] of stack.matchAll(FRAME)) {
    const path = text!.startsWith('file:') ? fileURLToPath(text!) : text!;
    const isOurs = path.startsWith(projectFile('')) || path.includes(`${sep}node_modules${sep}`);
    if (known.includes(path) || !isOurs)
      return { file: portablePath(path), line: Number(line), column: Number(column) };
  }
  return undefined;
}

/** A line of a stack trace that names a file: `at boom (/home/me/mine.ts:3:24)`. */
const FRAME = /^\s+at (?:.*\()?((?:file:\/\/|\/|[A-Za-z]:\\)[^()\n]*?):(\d+):(\d+)\)?$/gm;

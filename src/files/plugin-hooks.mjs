import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';

/*
 * Hooks of Node's module loader, by which a plugin works wherever it lies: `laggard` is the program that runs, whether or not it is
 * installed beside the plugin, and the plugin's own files are modules, in TypeScript or JavaScript. It runs on the loader's thread, which is
 * why it is JavaScript itself: there is nobody yet to translate it.
 */

/** @type {{ root: string, entries: Record<string, string> }} URLs: of the folder of the program, and of what `laggard` and `laggard/…` mean. */
let program;

/** @param {typeof program} data */
export function initialize(data) {
  program = data;
}

/** Whether a URL is a file of the user's, rather than of the program or of a package. */
function isUsers(url) {
  const isProgram = url.startsWith(program.root) || url.includes('/node_modules/');
  return url.startsWith('file:') && /\.m?[jt]s$/.test(url) && !isProgram;
}

export async function resolve(specifier, context, next) {
  const { parentURL = '' } = context;
  if (Object.hasOwn(program.entries, specifier)) return next(program.entries[specifier], context);
  const isRelative = /^\.{0,2}\//.test(specifier) && isUsers(parentURL);
  const url = isRelative ? foundFrom(new URL(specifier, parentURL).href) : specifier;
  return isUsers(url) ? { url, format: 'module', shortCircuit: true } : next(specifier, context);
}

/** The file that is meant: as in TypeScript, `./x.js` and `./x` may be x.ts. */
function foundFrom(url) {
  const candidates = [url, url.replace(/\.(m?)js$/, '.$1ts'), `${url}.ts`, `${url}.js`];
  return candidates.find((candidate) => existsSync(fileURLToPath(candidate))) ?? url;
}

export async function load(url, context, next) {
  if (!isUsers(url)) return next(url, context);
  const file = fileURLToPath(url);
  const text = await readFile(file, 'utf8');
  const loader = /ts$/.test(url) ? 'ts' : 'js';
  const { code } = await transform(text, { loader, sourcefile: file, sourcemap: 'inline', target: 'node20' });
  return { source: code, format: 'module', shortCircuit: true };
}

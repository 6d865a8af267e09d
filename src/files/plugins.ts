import { register } from 'node:module';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InputError } from '../base/errors.ts';
import type { Fingerprint } from '../report/manifest.ts';
import type { Catalogue } from '../scenarios/catalogue.ts';
import { catalogueWith, isDefinition } from '../scenarios/definitions.ts';
import { naming } from './file-problem.ts';
import { readInputFile } from './input-file.ts';
import { pluginPlace } from './plugin-place.ts';
import { projectFile } from './project.ts';

/** What scenarios may name when the user's plugins are counted in, and the files that this comes from. */
export interface ExtendedCatalogue {
  readonly catalogue: Catalogue;
  readonly inputs: readonly Fingerprint[];
}

/**
 * Adds every protocol, server rule, straggler model, … that the modules `files` export. They are code and run as such.
 * @throws InputError for a file that cannot be imported or defines nothing, and for a name that is taken.
 */
export async function withPlugins(
  catalogue: Catalogue,
  files: readonly string[],
): Promise<ExtendedCatalogue> {
  let extended: ExtendedCatalogue = { catalogue, inputs: [] };
  for (const file of files) {
    const { fingerprint } = readInputFile(file);
    const exported = new Set(Object.values(await importPlugin(file)));
    extended = {
      catalogue: withDefinitions(extended.catalogue, file, [...exported]),
      inputs: [...extended.inputs, fingerprint],
    };
  }
  return extended;
}

async function importPlugin(file: string): Promise<Record<string, unknown>> {
  hookIntoImports();
  try {
    return (await import(pathToFileURL(resolve(file)).href)) as Record<string, unknown>;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const place = error instanceof Error ? pluginPlace(error.stack ?? '', [file]) : undefined;
    throw new InputError({ file, ...place, message: `cannot be imported as a plugin: ${message}` });
  }
}

let hooked = false;

/** From now on `laggard` means this program, and files of the user may be TypeScript. */
function hookIntoImports(): void {
  if (hooked) return;
  hooked = true;
  process.setSourceMapsEnabled(true);
  const urlOf = (path: string) => new URL(`../${path}${extname(import.meta.url)}`, import.meta.url).href;
  const entries = {
    laggard: urlOf('index'),
    'laggard/node': urlOf('node'),
    'laggard/testing': urlOf('testing/index'),
  };
  const root = pathToFileURL(projectFile('')).href;
  register('./plugin-hooks.mjs', { parentURL: import.meta.url, data: { root, entries } });
}

function withDefinitions(catalogue: Catalogue, file: string, exported: readonly unknown[]): Catalogue {
  const definitions = exported.filter(isDefinition);
  if (definitions.length === 0) {
    throw new InputError({
      file,
      message: 'exports no definition',
      allowed: 'what defineProtocol, defineServerRule, defineStraggler, … return',
    });
  }
  try {
    return catalogueWith(catalogue, definitions);
  } catch (error) {
    throw error instanceof InputError ? naming(file, error) : error;
  }
}

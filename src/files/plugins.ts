import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InputError } from '../base/errors.ts';
import type { ServerRuleDefinition } from '../optimizers/server/server-rule.ts';
import type { ProtocolDefinition } from '../protocols/protocol.ts';
import type { Fingerprint } from '../report/manifest.ts';
import type { Catalogue } from '../scenarios/catalogue.ts';
import { readInputFile } from './input-file.ts';

/** What scenarios may name when the user's plugins are counted in, and the files that this comes from. */
export interface ExtendedCatalogue {
  readonly catalogue: Catalogue;
  readonly inputs: readonly Fingerprint[];
}

/**
 * Adds every protocol and server rule that the modules `files` export. They are code and run as such.
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
  try {
    return (await import(pathToFileURL(resolve(file)).href)) as Record<string, unknown>;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new InputError({ file, message: `cannot be imported as a plugin: ${message}` });
  }
}

function withDefinitions(catalogue: Catalogue, file: string, exported: readonly unknown[]): Catalogue {
  const protocols = exported.filter(isProtocol);
  const serverRules = exported.filter(isServerRule);
  if (protocols.length + serverRules.length === 0) {
    throw new InputError({
      file,
      message: 'exports no protocol and no server rule',
      allowed: 'what defineProtocol or defineServerRule return',
    });
  }
  try {
    return {
      ...catalogue,
      protocols: catalogue.protocols.with(...protocols),
      serverRules: catalogue.serverRules.with(...serverRules),
    };
  } catch (error) {
    throw error instanceof InputError ? new InputError({ file, message: error.message }) : error;
  }
}

function isProtocol(value: unknown): value is ProtocolDefinition {
  return isDefinition(value, 'protocol');
}

function isServerRule(value: unknown): value is ServerRuleDefinition {
  return isDefinition(value, 'server-rule');
}

function isDefinition(value: unknown, kind: 'protocol' | 'server-rule'): boolean {
  return typeof value === 'object' && value !== null && 'defines' in value && value.defines === kind;
}

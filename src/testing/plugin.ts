import { builtinCatalogue, type Catalogue } from '../scenarios/catalogue.ts';
import { type AnyDefinition, catalogueWith } from '../scenarios/definitions.ts';

/** The definitions under test: your own protocols, server rules or anything else that scenarios may name. */
export interface Plugin {
  /** Results of `defineProtocol`, `defineServerRule`, … */
  readonly register: readonly AnyDefinition[];
  /** The module that exports them, for `--plugin` in the command that repeats a failure. */
  readonly file?: string;
}

/** No definitions of your own. */
export const NO_PLUGIN: Plugin = { register: [] };

/** Returns the built-in definitions and those of a plugin. @throws InputError for anything that is no definition, and for a name that is taken. */
export function catalogueOf({ register }: Plugin): Catalogue {
  return catalogueWith(builtinCatalogue, register);
}

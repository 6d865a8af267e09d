import { builtinCatalogue, type Catalogue } from '../scenarios/catalogue.ts';
import { type AnyDefinition, catalogueWith } from '../scenarios/definitions.ts';

/** What a test is about: protocols, server rules or anything else of one's own, which scenarios may then name. */
export interface Plugin {
  /** What `defineProtocol`, `defineServerRule`, … return. */
  readonly register: readonly AnyDefinition[];
  /** The module that exports them, for `--plugin` in the command that repeats a failure. */
  readonly file?: string;
}

/** Nothing of one's own: what comes with the project. */
export const NO_PLUGIN: Plugin = { register: [] };

/** What scenarios may name when a plugin is counted in. @throws InputError for what is no definition, and for a name that is taken. */
export function catalogueOf({ register }: Plugin): Catalogue {
  return catalogueWith(builtinCatalogue, register);
}

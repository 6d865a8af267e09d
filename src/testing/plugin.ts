import { InputError } from '../base/errors.ts';
import type { ServerRuleDefinition } from '../optimizers/server/server-rule.ts';
import type { ProtocolDefinition } from '../protocols/protocol.ts';
import { builtinCatalogue, type Catalogue } from '../scenarios/catalogue.ts';

/** What a test is about: protocols and server rules of one's own, which scenarios may then name. */
export interface Plugin {
  /** What `defineProtocol` and `defineServerRule` return. */
  readonly register: readonly (ProtocolDefinition | ServerRuleDefinition)[];
  /** The module that exports them, for `--plugin` in the command that repeats a failure. */
  readonly file?: string;
}

/** Nothing of one's own: what comes with the project. */
export const NO_PLUGIN: Plugin = { register: [] };

/** What scenarios may name when a plugin is counted in. @throws InputError for what is no definition, and for a name that is taken. */
export function catalogueOf({ register }: Plugin): Catalogue {
  const { protocols, serverRules } = builtinCatalogue;
  const undefinedOnes = register.filter(({ defines }) => defines === undefined);
  if (undefinedOnes.length > 0) {
    throw new InputError({
      message: `${undefinedOnes.map(({ name }) => name).join(', ')}: not a definition that can be registered`,
      allowed: 'what defineProtocol or defineServerRule return',
    });
  }
  return {
    ...builtinCatalogue,
    protocols: protocols.with(...protocolsOf(register)),
    serverRules: serverRules.with(...rulesOf(register)),
  };
}

/** The protocols among definitions. */
export function protocolsOf(register: Plugin['register']): ProtocolDefinition[] {
  return register.filter((definition): definition is ProtocolDefinition => definition.defines === 'protocol');
}

/** The server rules among definitions. */
export function rulesOf(register: Plugin['register']): ServerRuleDefinition[] {
  return register.filter(
    (definition): definition is ServerRuleDefinition => definition.defines === 'server-rule',
  );
}

import fc from 'fast-check';
import type { Definition } from '../../base/options.ts';
import type { Registry } from '../../base/registry.ts';
import type { ServerRuleDefinition } from '../../optimizers/server/server-rule.ts';
import type { ProtocolDefinition } from '../../protocols/protocol.ts';
import { builtinCatalogue } from '../../scenarios/catalogue.ts';
import type { AlgorithmSpec } from '../../scenarios/scenario.ts';
import { catalogueOf, type Plugin } from '../plugin.ts';
import { algorithmOf, type PartDraft } from './algorithms.ts';
import { optionsOf } from './option-values.ts';

/** Constraints on the algorithms made of a plugin. */
export interface AlgorithmChoices {
  /** Names of protocols; default: the plugin's own, or all if it has none. */
  readonly protocols?: readonly string[];
  /** Names of server rules; default: the plugin's own, or all if it has none. */
  readonly rules?: readonly string[];
  /** Options with a fixed value, by name, for every part that has them. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/**
 * Algorithms made of a plugin's protocols and rules with any allowed options; where the plugin has only one kind, with every rule or
 * protocol of the project that fits. They shrink to the first of each with the smallest options.
 * @throws InputError for a name that is not known.
 */
export function algorithmsOf(plugin: Plugin, choices: AlgorithmChoices = {}): fc.Arbitrary<AlgorithmSpec> {
  const catalogue = catalogueOf(plugin);
  const protocols = chosen(catalogue.protocols, builtinCatalogue.protocols, choices.protocols);
  const rules = chosen(catalogue.serverRules, builtinCatalogue.serverRules, choices.rules);
  const { options = {} } = choices;
  const ofProtocols = protocols.flatMap((protocol) => {
    const fitting = rules.filter(({ needsRounds }) => !needsRounds || protocol.holds);
    if (fitting.length === 0) return [];
    const how = fc.oneof({ withCrossShrink: true }, ...fitting.map((rule) => draftsOf(rule, options)));
    return [fc.tuple(draftsOf(protocol, options), how).map(([who, rule]) => algorithmOf(who, rule))];
  });
  return fc.oneof({ withCrossShrink: true }, ...ofProtocols);
}

/** Returns the definitions of the given names, else the plugin's own, else all. */
function chosen<D extends Pick<Definition, 'name'>>(
  all: Registry<D>,
  builtin: Registry<D>,
  names: readonly string[] | undefined,
): readonly D[] {
  if (names) return names.map((name) => all.get(name));
  const own = all.entries.filter(({ name }) => !builtin.has(name));
  return own.length > 0 ? own : all.entries;
}

function draftsOf(
  definition: ProtocolDefinition | ServerRuleDefinition,
  fixed: Readonly<Record<string, unknown>>,
): fc.Arbitrary<PartDraft> {
  const known = Object.entries(fixed).filter(([name]) => Object.hasOwn(definition.options, name));
  return optionsOf(definition).map((options) => ({
    name: definition.name,
    options: { ...options, ...Object.fromEntries(known) },
  }));
}

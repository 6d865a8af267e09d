import type { z } from 'zod';
import { suggestionFor } from '../../base/suggest.ts';
import type { ServerRuleDefinition } from '../../optimizers/server/server-rule.ts';
import type { ProtocolDefinition } from '../../protocols/protocol.ts';
import type { Catalogue } from '../catalogue.ts';
import { addRefusal, type Refusal } from './leaf.ts';

/** What an algorithm is made of. */
export interface Pair {
  readonly protocol: ProtocolDefinition;
  readonly rule: ServerRuleDefinition;
}

/** What an entry says of it. */
export interface GivenPair {
  readonly name: string;
  readonly protocol?: string | undefined;
  readonly rule?: string | undefined;
}

/** The protocol and the rule that an entry means; undefined, with the reason noted, where it means none or they contradict. */
export function pairOf(
  given: GivenPair,
  catalogue: Catalogue,
  context: z.core.$RefinementCtx,
): Pair | undefined {
  const { algorithms, protocols, serverRules } = catalogue;
  const preset = algorithms.has(given.name) ? algorithms.get(given.name) : undefined;
  for (const part of ['protocol', 'rule'] as const) {
    const refusal = preset ? refusalOfOther(given, part, preset) : refusalOfMissing(given, part, catalogue);
    if (!refusal) continue;
    addRefusal(context, refusal.at, refusal);
    return undefined;
  }
  const protocol = protocols.get(given.protocol ?? preset!.protocol);
  const rule = serverRules.get(given.rule ?? preset!.rule);
  if (!rule.needsRounds || protocol.holds) return { protocol, rule };
  const holding = protocols.entries.filter(({ holds }) => holds).map(({ name }) => name);
  addRefusal(context, [given.rule === undefined ? 'protocol' : 'rule'], {
    message: `${rule.name} makes one update of a round of pushes, and with ${protocol.name} every push is a round`,
    allowed: `${rule.name} with ${holding.join(', ')} only`,
  });
  return undefined;
}

type RefusalAt = Refusal & { readonly at: readonly string[] };

/** A known name stands for one protocol and one rule. */
function refusalOfOther(
  given: GivenPair,
  part: 'protocol' | 'rule',
  preset: { readonly name: string; readonly protocol: string; readonly rule: string },
): RefusalAt | undefined {
  if (given[part] === undefined || given[part] === preset[part]) return undefined;
  return {
    at: [part],
    message: `${given[part]}, but ${preset.name} means ${preset.protocol} with ${preset.rule}`,
    allowed: preset[part],
    hint: 'or give the algorithm a name of its own',
  };
}

/** Any other name needs both. */
function refusalOfMissing(
  given: GivenPair,
  part: 'protocol' | 'rule',
  catalogue: Catalogue,
): RefusalAt | undefined {
  if (given[part] !== undefined) return undefined;
  const { algorithms, protocols, serverRules } = catalogue;
  if (given.protocol !== undefined || given.rule !== undefined) {
    return {
      at: [part],
      message: 'missing',
      allowed: (part === 'protocol' ? protocols : serverRules).names.join(', '),
    };
  }
  const meant = suggestionFor(given.name, algorithms.names);
  return {
    at: ['name'],
    message: given.name,
    allowed: `${algorithms.names.join(', ')}, or any name with protocol and rule`,
    ...(meant && { hint: `did you mean ${meant}?` }),
  };
}

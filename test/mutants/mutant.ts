import type { ServerRuleDefinition } from '../../src/optimizers/server/server-rule.ts';
import type { ProtocolDefinition } from '../../src/protocols/protocol.ts';
import { builtinCatalogue, type Catalogue } from '../../src/scenarios/catalogue.ts';
import { type Law, real, type Subject } from '../laws/law.ts';
import { type PlainSimulator, plainly } from '../oracle/plain-simulator.ts';
import { replacing } from '../support/replacing.ts';

/** A wrong implementation, kept to show that laws can fail. */
export interface Mutant {
  /** What is wrong, in one sentence. */
  readonly wrong: string;
  readonly subject: Subject;
  /** Laws that must fail on it. */
  readonly breaks: readonly Law[];
  /** In how many cases at most; 200, as many as laws are tried on, where not given. */
  readonly within?: number;
}

/** Our simulator with one protocol replaced by a wrong one of the same name. */
export function withProtocol(definition: ProtocolDefinition): Subject {
  const protocols = replacing(builtinCatalogue.protocols, definition);
  return withCatalogue({ ...builtinCatalogue, protocols });
}

/** Our simulator with one server rule replaced by a wrong one of the same name. */
export function withRule(definition: ServerRuleDefinition): Subject {
  const serverRules = replacing(builtinCatalogue.serverRules, definition);
  return withCatalogue({ ...builtinCatalogue, serverRules });
}

/** Our simulator with another catalogue. */
export function withCatalogue(catalogue: Catalogue): Subject {
  return {
    catalogue,
    simulate: (trial, options) => real.simulate(trial, { catalogue, ...options }),
    prepare: (trial, options) => real.prepare(trial, { catalogue, ...options }),
  };
}

/** A wrong clockwork: the plain simulator with a method overridden. */
export function withClockwork(Simulator: typeof PlainSimulator): Subject {
  return { ...real, simulate: plainly(Simulator) };
}

/** Runs `body` while methods of `target` are replaced. Runs are synchronous, so nobody else sees it. */
export function patched<T extends object, R>(target: T, methods: Partial<T>, body: () => R): R {
  const names = Object.keys(methods) as (keyof T)[];
  const originals = names.map((name) => Object.getOwnPropertyDescriptor(target, name)!);
  for (const name of names) Object.defineProperty(target, name, { value: methods[name], configurable: true });
  try {
    return body();
  } finally {
    names.forEach((name, k) => {
      Object.defineProperty(target, name, originals[k]!);
    });
  }
}

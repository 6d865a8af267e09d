import { InputError } from '../base/errors.ts';
import type { Registry } from '../base/registry.ts';
import type { FaultDefinition } from '../cluster-model/faults/fault-model.ts';
import type { StragglerDefinition } from '../cluster-model/stragglers/straggler-model.ts';
import type { CompressionDefinition } from '../optimizers/compression/compression.ts';
import type { LocalOptimizerDefinition } from '../optimizers/local/local-optimizer.ts';
import type { ScheduleDefinition } from '../optimizers/schedules/schedule.ts';
import type { ServerRuleDefinition } from '../optimizers/server/server-rule.ts';
import type { ProtocolDefinition } from '../protocols/protocol.ts';
import type { DistributionDefinition } from '../random/distributions/distribution.ts';
import type { ModelDefinition } from '../workloads/models/model.ts';
import type { GeneratorDefinition } from '../workloads/synthetic/generator.ts';
import type { AlgorithmPreset } from './algorithms.ts';
import type { Catalogue } from './catalogue.ts';
import { refuseSharedOptions } from './option-names.ts';

/** Anything that a user can add to what scenarios may name: what the functions `define…` return. */
export type AnyDefinition =
  | AlgorithmPreset
  | ProtocolDefinition
  | ServerRuleDefinition
  | StragglerDefinition
  | FaultDefinition
  | DistributionDefinition
  | LocalOptimizerDefinition
  | ScheduleDefinition
  | CompressionDefinition
  | ModelDefinition
  | GeneratorDefinition;

/** Which registry holds what a mark stands for. */
const registryFor = {
  algorithm: 'algorithms',
  protocol: 'protocols',
  'server-rule': 'serverRules',
  straggler: 'stragglers',
  fault: 'faults',
  distribution: 'distributions',
  'local-optimizer': 'localOptimizers',
  schedule: 'schedules',
  compression: 'compressions',
  model: 'models',
  generator: 'generators',
} as const satisfies Record<NonNullable<AnyDefinition['defines']>, keyof Catalogue>;

/** Whether a value, such as what a module exports, is a definition. */
export function isDefinition(value: unknown): value is AnyDefinition {
  if (typeof value !== 'object' || value === null || !('defines' in value)) return false;
  return typeof value.defines === 'string' && Object.hasOwn(registryFor, value.defines);
}

/**
 * A catalogue that has more to name.
 * @throws InputError for what is no definition, for a name that is taken, for an option that shares its name with something else, and for an algorithm whose protocol or rule is not known.
 */
export function catalogueWith(catalogue: Catalogue, definitions: readonly AnyDefinition[]): Catalogue {
  if (definitions.length === 0) return catalogue; // the schema of a catalogue is made once
  const extended: Record<string, Registry<AnyDefinition>> = {};
  for (const definition of definitions) {
    if (!isDefinition(definition)) {
      throw new InputError({
        message: 'what is registered is no definition',
        allowed: 'what defineProtocol, defineServerRule, defineStraggler, … return',
      });
    }
    const key = registryFor[definition.defines!];
    if (key === 'models' && definition.name === 'none')
      throw new InputError('model: none means that there is no model; a model needs another name');
    const registry = extended[key] ?? (catalogue[key] as unknown as Registry<AnyDefinition>);
    extended[key] = registry.with(definition);
  }
  const complete: Catalogue = { ...catalogue, ...extended };
  for (const definition of definitions)
    refuseSharedOptions(definition, registryFor[definition.defines!], complete);
  for (const { protocol, rule } of complete.algorithms.entries) {
    complete.protocols.get(protocol);
    complete.serverRules.get(rule);
  }
  return complete;
}

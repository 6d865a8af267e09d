import type { Registry } from '../base/registry.ts';
import type { FaultDefinition } from '../cluster-model/faults/fault-model.ts';
import { faults } from '../cluster-model/faults/index.ts';
import { stragglers } from '../cluster-model/stragglers/index.ts';
import type { StragglerDefinition } from '../cluster-model/stragglers/straggler-model.ts';
import type { CompressionDefinition } from '../optimizers/compression/compression.ts';
import { compressions } from '../optimizers/compression/index.ts';
import { localOptimizers } from '../optimizers/local/index.ts';
import type { LocalOptimizerDefinition } from '../optimizers/local/local-optimizer.ts';
import { schedules } from '../optimizers/schedules/index.ts';
import type { ScheduleDefinition } from '../optimizers/schedules/schedule.ts';
import { serverRules } from '../optimizers/server/index.ts';
import type { ServerRuleDefinition } from '../optimizers/server/server-rule.ts';
import { protocols } from '../protocols/index.ts';
import type { ProtocolDefinition } from '../protocols/protocol.ts';
import type { DistributionDefinition } from '../random/distributions/distribution.ts';
import { distributions } from '../random/distributions/index.ts';
import { type BuiltinData, builtinData } from '../workloads/builtin-data.ts';
import { models } from '../workloads/models/index.ts';
import type { ModelDefinition } from '../workloads/models/model.ts';
import type { GeneratorDefinition } from '../workloads/synthetic/generator.ts';
import { generators } from '../workloads/synthetic/index.ts';
import { type AlgorithmPreset, algorithms } from './algorithms.ts';

/** Everything that a scenario may name. A plugin makes a larger one: `{ ...builtinCatalogue, protocols: protocols.with(mine) }`. */
export interface Catalogue {
  readonly algorithms: Registry<AlgorithmPreset>;
  readonly protocols: Registry<ProtocolDefinition>;
  readonly serverRules: Registry<ServerRuleDefinition>;
  readonly stragglers: Registry<StragglerDefinition>;
  readonly faults: Registry<FaultDefinition>;
  readonly distributions: Registry<DistributionDefinition>;
  readonly localOptimizers: Registry<LocalOptimizerDefinition>;
  readonly schedules: Registry<ScheduleDefinition>;
  readonly compressions: Registry<CompressionDefinition>;
  readonly models: Registry<ModelDefinition>;
  readonly generators: Registry<GeneratorDefinition>;
  readonly builtinData: Registry<BuiltinData>;
}

/** What comes with the project. */
export const builtinCatalogue: Catalogue = {
  algorithms,
  protocols,
  serverRules,
  stragglers,
  faults,
  distributions,
  localOptimizers,
  schedules,
  compressions,
  models,
  generators,
  builtinData,
};

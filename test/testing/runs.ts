import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import { dataInMemory } from '../../src/simulation/data-in-memory.ts';
import { catalogueOf, NO_PLUGIN, type Plugin } from '../../src/testing/plugin.ts';
import { type Run, runTrial } from '../../src/testing/run.ts';
import { merged, type Overrides } from '../fixtures.ts';

/** Two workers, the second at half the speed, that share the optimum of two parameters, in steps that are safe. */
const CONVERGENT: Overrides = {
  name: 'kit',
  cluster: { workers: [{ count: 1 }, { count: 1, speed: 0.5 }], network: { latency: '1 ms' } },
  workload: {
    data: { synthetic: { kind: 'quadratic', features: 2, condition: 2, copies: 4 } },
    model: 'least-squares',
    batchSize: '100%',
    computeTime: { perBatch: '10 ms' },
  },
  training: { learningRate: 0.2 },
  stop: { maxClocks: 100 },
  algorithms: ['bsp'],
};

/** A run of the first algorithm of a scenario, changed as a test asks for, with made-up data. */
export function runWith(overrides: Overrides = {}, plugin: Plugin = NO_PLUGIN): Run {
  const text = JSON.stringify(merged(CONVERGENT, overrides));
  const catalogue = catalogueOf(plugin);
  const { scenario } = parseScenario(text, { catalogue });
  const { workload, seed } = scenario;
  const data = 'data' in workload ? dataInMemory(workload.data, { seed, catalogue }, {}) : undefined;
  return runTrial({ scenario, data }, plugin);
}

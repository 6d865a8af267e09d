import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import { catalogueOf, NO_PLUGIN, type Plugin } from '../../src/testing/plugin.ts';
import { type Run, runTrial } from '../../src/testing/run.ts';
import { generateData } from '../../src/workloads/synthetic/generate.ts';
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
  const { scenario } = parseScenario(text, { catalogue: catalogueOf(plugin) });
  const { data } = scenario.workload as { data?: { synthetic: { kind: string } } };
  return runTrial(
    { scenario, data: data && { train: generateData(data.synthetic, scenario.seed).data } },
    plugin,
  );
}

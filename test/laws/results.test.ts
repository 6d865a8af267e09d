import { expect, test } from 'vitest';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import { prepareTrial, simulate } from './trial.ts';

/**
 * Shard 0 has one value and takes 1 s for a push, shard 1 has two and takes 2 s. Worker 0 pushes at 1 s, handled at 2 s and at 3 s: update 1,
 * evaluated. Worker 1 pushes at 2 s; at 3 s, after that, shard 0 has handled it.
 */
test('when time is up, what shards have handled at the last instant is in the objective', () => {
  const { scenario } = parseScenario(`
name: last-instant
cluster:
  workers: [{ count: 1, speed: 1 }, { count: 1, speed: 0.5 }]
  servers: { count: 2, perValue: 1 s }
workload:
  { data: { file: x.svm }, model: least-squares, batchSize: 1, computeTime: { perBatch: 1 s }, features: all }
training: { learningRate: 0.5, evaluate: { every: 1 updates } }
stop: { maxTime: 3 s }
algorithms: [{ name: ssp, staleness: unbounded }]
`);
  const values = Float64Array.of(1, 2, 3, 4, 5, 6);
  const train = {
    rows: 2,
    features: 3,
    examples: { kind: 'dense' as const, values },
    labels: Float64Array.of(1, 2),
  };
  const trial = { scenario, data: { train } };
  const { objective, parameters, curve, updates } = simulate(trial).result;
  expect(updates).toBe(1);
  expect(curve.map(({ time }) => time / 1e9)).toEqual([0, 3, 3]);
  expect(objective).toBe(prepareTrial(trial).workload!.objective(parameters));
});

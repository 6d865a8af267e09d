import { expect, test } from 'vitest';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import { prepareTrial, simulate } from '../../src/testing/trial.ts';
import { plainly } from '../oracle/plain-simulator.ts';

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

test('a pull that is parked at the very start counts as waiting from then on', () => {
  const { scenario } = parseScenario(`
name: parked-at-once
cluster:
  workers: 2
  stragglers: [{ kind: delay, duration: 1 s, workers: [1] }]
workload: { model: none, parameters: 1, computeTime: 0 }
stop: { maxClocks: 2, maxTime: 0.5 s }
algorithms: [bsp]
`);
  const { workers } = simulate({ scenario, data: undefined }).result;
  expect(workers[0]).toMatchObject({ compute: 0, communicate: 0, wait: 5e8, idle: 0 });
});

test('hundreds of messages under way at once are all delivered, as a slow and obvious simulator does it', () => {
  const { scenario } = parseScenario(`
name: crowded
cluster:
  workers: 40
  servers: { count: 3, perPush: 1 ms }
  network: { latency: 1 s }
  stragglers: [{ kind: per-clock, factor: { exponential: { mean: 1 } } }]
workload: { model: none, parameters: 3, computeTime: { perBatch: 1 ms } }
stop: { maxClocks: 5 }
algorithms: [{ name: ssp, staleness: unbounded }]
`);
  const trial = { scenario, data: undefined };
  const [found, expected] = [simulate(trial), plainly()(trial)];
  expect(found.result.updates).toBe(200);
  expect(found.trace).toEqual(expected.trace);
  expect({ ...found.result, events: 0 }).toEqual(expected.result);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { causes } from '../../src/explanation/causes.ts';
import { Explanation } from '../../src/explanation/explanation.ts';
import { startOf } from '../../src/explanation/step.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import type { AlgorithmSpec } from '../../src/scenarios/scenario.ts';
import { dataInMemory } from '../../src/simulation/data-in-memory.ts';
import { prepare } from '../../src/simulation/index.ts';
import { trials } from '../../src/testing/arbitraries/index.ts';
import type { Trial } from '../../src/testing/trial.ts';
import { scenarioWith } from '../fixtures.ts';
import { designFor } from '../report/fixtures.ts';
import { recorded } from './recorded.ts';

/** The trial with an algorithm that has this beside what it has. */
function having({ scenario, data }: Trial, more: Partial<AlgorithmSpec>): Trial {
  const algorithms = scenario.algorithms.map(({ weights: _, ...algorithm }) => ({ ...algorithm, ...more }));
  return { data, scenario: { ...scenario, algorithms: algorithms as AlgorithmSpec[] } };
}

/** Without stragglers the work of every clock on the path is known to the nanosecond, or there would be some that slow it down or cut it off. */
function demandNoStragglers(trial: Trial): void {
  const { path, prepared } = recorded(trial);
  expect(path.spent.straggler).toBe(0);
  expect(causes.reduce((sum, cause) => sum + path.spent[cause], 0)).toBe(path.end);
  for (const step of path.steps) {
    if (step.kind !== 'clock') continue;
    const computing = step.shares.find(({ cause }) => cause === 'computing')?.length ?? 0;
    const length = step.time - startOf(step);
    // Both are rounded once.
    const ratio = Math.max(...prepared.speeds) / prepared.speeds[step.worker]!;
    expect(Math.abs(computing * ratio - length)).toBeLessThanOrEqual(1 + ratio);
  }
}

test('the work of a clock is that of the examples which its worker had when it began, where examples move', () => {
  const whole = { features: 'all', batchSize: '100%' } as const;
  const reassign = fc.record({
    threshold: fc.constantFrom(0.2, 0, 1),
    share: fc.constantFrom(0.05, 0.3, 0.9),
  });
  fc.assert(
    fc.property(trials({ minWorkers: 2, stragglers: false, workload: whole }), reassign, (trial, given) => {
      demandNoStragglers(having(trial, { reassign: given }));
    }),
    { numRuns: 100 },
  );
});

test('the work of a clock is what it costs the algorithm, where that has costs of its own', () => {
  const costs = { perClock: 0.003, perExample: 0.001 };
  fc.assert(
    fc.property(trials({ stragglers: false }), (trial) => demandNoStragglers(having(trial, { costs }))),
    { numRuns: 100 },
  );
});

test('a change is made to the system that the algorithm has', () => {
  const scenario = scenarioWith({
    cluster: { workers: 1, network: { latency: 1 } },
    workload: { model: 'none' },
    stop: { maxClocks: 1 },
    algorithms: [{ name: 'bsp', servers: { perPush: 4 }, costs: { perClock: 2 } }],
  });
  const design = designFor(scenario);
  const explanation = new Explanation(design, design.points[0]!, {
    catalogue: builtinCatalogue,
    prepare: (planned) => prepare(planned.scenario, undefined, planned.replication),
    whatIfs: true,
  });
  while (explanation.advance(1));
  const [{ run, path, effects }] = explanation.result().algorithms as [
    ReturnType<Explanation['result']>['algorithms'][0],
  ];
  // One second of work and two of its own, a second on the way, four of service.
  expect(run.result.time).toBe(8e9);
  expect(path.spent).toMatchObject({ computing: 3e9, network: 1e9, service: 4e9, straggler: 0 });
  expect(effects.map(({ name, cost }) => [name, cost!.value])).toEqual([
    ['servers that take no time', 4],
    ['no latency', 7],
  ]);
});

test('where workers ask a master first, question and answer are on the path, as network', () => {
  const scenario = scenarioWith({
    cluster: { workers: 1, servers: { count: 2 }, network: { latency: 1 } },
    workload: { batchSize: 40 },
    stop: { maxClocks: 2 },
    algorithms: [{ name: 'dynsgd', staleness: 0, partitionSync: 'stable-version', reportEvery: 1 }],
  });
  const { workload: spec, seed } = scenario;
  const data =
    'data' in spec ? dataInMemory(spec.data, { seed, catalogue: builtinCatalogue }, {}) : undefined;
  const { path } = recorded({ scenario, data });
  // A clock, a question and its answer, a pull and its answer, a clock, a push: a second each.
  expect(path.steps.map(({ kind, time }) => [kind, time / 1e9])).toEqual([
    ['clock', 1],
    ['master', 3],
    ['pull-sent', 4],
    ['pull-service', 4],
    ['answer-sent', 5],
    ['clock', 6],
    ['push-sent', 7],
    ['push-service', 7],
  ]);
  expect(path.spent).toMatchObject({ computing: 2e9, network: 5e9 });
});

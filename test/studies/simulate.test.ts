import { describe, expect, test } from 'vitest';
import { InputError, Study, type StudyObserver, simulate, type TrainingEvent } from '../../src/index.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import { formatScenario } from '../../src/scenarios/format-scenario.ts';
import type { WorkloadSpec } from '../../src/scenarios/scenario.ts';
import { dataInMemory } from '../../src/simulation/data-in-memory.ts';
import { prepare, TrainingRun } from '../../src/simulation/index.ts';
import { smallScenario } from '../cli/sim.ts';
import { scenarioWith } from '../fixtures.ts';

const digestsOf = (...given: Parameters<typeof simulate>) =>
  simulate(...given).runs.map(({ result }) => result.digest);

test('one call makes the runs that a scenario asks for, each as it would be made by itself', () => {
  const { runs, planned, scenario } = simulate(smallScenario);
  expect(planned).toBe(3);
  expect(runs.map(({ result }) => result.algorithm)).toEqual(['bsp', 'ssp', 'dynsgd']);
  for (const { plan, result } of runs) {
    const alone = new Study({ ...scenario, algorithms: [plan.algorithm] });
    while (alone.advance(1));
    expect(alone.result().runs[0]!.result).toEqual(result);
  }
});

test('text, an object literal and a scenario parsed before are the same scenario', () => {
  const scenario = scenarioWith({ algorithms: ['asp', 'dynsgd'] });
  const digests = digestsOf(scenario);
  expect(digestsOf(formatScenario(scenario))).toEqual(digests);
  expect(digestsOf({ ...scenario, seed: 1 })).toEqual(digests);
  expect(digestsOf(simulate(scenario).scenario)).toEqual(digests);
  expect(digestsOf({ ...scenario, seed: 2 })).not.toEqual(digests);
});

describe('observers', () => {
  const scenario = scenarioWith({
    cluster: { stragglers: [{ kind: 'per-clock', factor: { exponential: { mean: 2 } } }] },
    algorithms: ['ssp', 'dynsgd'],
  });

  const { data: spec } = scenario.workload as WorkloadSpec;

  test('see every event of every run, and which run it belongs to', () => {
    const seen: [label: string, events: TrainingEvent[]][] = [];
    const observer: StudyObserver = {
      runStarted: ({ algorithm }) => seen.push([algorithm.label, []]),
      observe: (event) => seen.at(-1)![1].push(event),
    };
    const data = dataInMemory(spec, { seed: scenario.seed, catalogue: builtinCatalogue }, {});
    const { runs } = simulate(scenario, { observers: [observer] });
    expect(seen.map(([label]) => label)).toEqual(['ssp', 'dynsgd']);
    for (const [k, { result }] of runs.entries()) {
      const events: TrainingEvent[] = [];
      const observers = [{ observe: (event: TrainingEvent) => events.push(event) }];
      const run = new TrainingRun(prepare(scenario, data, 1), scenario.algorithms[k]!, { observers });
      while (run.advance(100));
      expect(seen[k]![1]).toEqual(events);
      expect(events.filter(({ kind }) => kind === 'updated')).toHaveLength(result.updates);
    }
  });

  test('that try to change what they are told are refused, and the run ends on the same bits', () => {
    const refusals: unknown[] = [];
    const tryTo = (change: () => void) => {
      try {
        change();
      } catch (error) {
        refusals.push(error);
      }
    };
    const meddler: StudyObserver = {
      runStarted: (run) => {
        const { algorithm, point } = run;
        tryTo(() => Object.assign(algorithm, { staleness: 0, rule: 'sum' }));
        tryTo(() => Object.assign(point.scenario, { seed: 99 }));
        tryTo(() => Object.assign(point.scenario.stop, { maxClocks: 1 }));
        tryTo(() => Object.assign(run, { replication: 2 }));
      },
      observe: (event) => {
        Math.random();
        tryTo(() => Object.assign(event, { worker: 0, clock: 0, objective: 0 }));
      },
    };
    const events: TrainingEvent[] = [];
    const observers = [meddler, { observe: (event: TrainingEvent) => events.push(event) }];
    expect(digestsOf(scenario, { observers })).toEqual(digestsOf(scenario));
    expect(refusals).toHaveLength(events.length + 2 * 4);
    for (const error of refusals) expect(error).toBeInstanceOf(TypeError);
  });

  test('cannot drive the study that they look at', () => {
    const study = new Study(scenario, { observers: [{ observe: () => study.advance(1) }] });
    expect(() => study.advance(1)).toThrow('already running');
  });
});

test('a study is made in steps of any size, tells how far it has come, and is then over', () => {
  const study = new Study(smallScenario);
  const steps: number[] = [];
  const finished = new Set<number>();
  for (let events = 1; study.advance(events); events = (events % 97) + 1) {
    const { finished: runs, planned, run } = study.progress();
    expect(planned).toBe(3);
    finished.add(runs);
    if (run?.fraction !== undefined) expect(run.fraction).toBeLessThanOrEqual(1);
    steps.push(runs);
  }
  expect([...finished]).toEqual([0, 1, 2]);
  expect(steps.length).toBeGreaterThan(30);
  expect(study.progress()).toEqual({ finished: 3, planned: 3, run: undefined });
  expect(study.advance(1)).toBe(false);
  expect(study.result()).toEqual(simulateWithoutWarnings(smallScenario));
});

test('a gap is reached above an optimum that is solved for between steps', () => {
  const text = smallScenario.replace('objective: 0.1', 'gap: 50%');
  const study = new Study(text);
  let before = 0;
  while (study.advance(1) && study.progress().run === undefined) before += 1;
  expect(before).toBeGreaterThan(1); // steps of the solver
  for (const { result } of simulate(text).runs) expect(result.status).toBe('converged');
});

test('what is odd is said beside the results, in words that name no line where there was no text', () => {
  const { warnings } = simulate(
    scenarioWith({ cluster: { stragglers: [{ kind: 'constant', slowdown: 2, fraction: '1%' }] } }),
  );
  expect(warnings).toEqual([expect.objectContaining({ path: 'cluster.stragglers[0].fraction' })]);
  expect(warnings[0]).not.toHaveProperty('line');
});

test.each([
  [{ ...scenarioWith(), seed: -1 }, /^seed: -1 /],
  [{ ...scenarioWith(), seed: Number.NaN }, /^seed: NaN is not plain data/],
  [{ ...scenarioWith(), name: () => 'x' }, /^name: a function is not plain data/],
  [{ ...scenarioWith(), seed: 1n }, /^seed: 1 is not plain data/],
  [circular(), /^the scenario is not plain data/],
  [smallScenario.replace('ssp', 'spp'), /^15:19: algorithms\[1\]: spp .*did you mean ssp\?/],
])('bad input is said at the door: case %#', (scenario, message) => {
  expect(() => new Study(scenario)).toThrow(InputError);
  expect(() => new Study(scenario)).toThrow(message);
});

function circular(): Record<string, unknown> {
  const scenario: Record<string, unknown> = { ...scenarioWith() };
  scenario.cluster = scenario;
  return scenario;
}

function simulateWithoutWarnings(text: string) {
  const { warnings: _, ...study } = simulate(text);
  return study;
}

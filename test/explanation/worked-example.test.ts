import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Explained } from '../../src/explanation/explained.ts';
import { Explanation } from '../../src/explanation/explanation.ts';
import { type Step, startOf } from '../../src/explanation/step.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import { prepare } from '../../src/simulation/index.ts';
import { designOf } from '../../src/studies/study-design.ts';

/** The numbers of docs/explain.md, which derives them by hand; its scenario is the one that is run here. */
const guide = readFileSync('docs/explain.md', 'utf8');
const text = /```yaml\n([\s\S]*?)```/.exec(guide)![1]!;

function explained(): Explained {
  const design = designOf(parseScenario(text));
  const explanation = new Explanation(design, design.points[0]!, {
    catalogue: builtinCatalogue,
    prepare: ({ scenario, replication }) => prepare(scenario, undefined, replication),
    whatIfs: true,
  });
  while (explanation.advance(1));
  return explanation.result();
}

const { algorithms } = explained();
const [{ path, workers, effects, run }] = algorithms as [Explained['algorithms'][0]];
const ms = 1e6;

test('the path of the worked example is the one derived by hand', () => {
  const told = (step: Step) => [step.kind, step.worker, startOf(step) / ms, step.time / ms];
  expect(path.steps.map(told)).toEqual([
    ['clock', 1, 0, 200],
    ['push-sent', 1, 200, 210],
    ['push-service', 1, 210, 212],
    ['gate', 1, 212, 212],
    ['queue', 0, 212, 213],
    ['pull-service', 0, 213, 214],
    ['answer-sent', 0, 214, 224],
    ['clock', 0, 224, 524],
    ['push-sent', 0, 524, 534],
    ['push-service', 0, 534, 536],
  ]);
  expect(path.steps[3]!.released).toEqual({ worker: 0, clock: 1, parked: 100 * ms });
});

test('its causes are those derived by hand, and add up', () => {
  expect(run.result.time).toBe(536 * ms);
  expect(path.spent).toEqual({
    computing: 200 * ms,
    slowMachine: 100 * ms,
    straggler: 200 * ms,
    network: 30 * ms,
    queue: 1 * ms,
    service: 5 * ms,
    gate: 0,
    faults: 0,
    limit: 0,
    idle: 0,
  });
});

test('so is where the time of each worker went', () => {
  expect(workers).toEqual([
    {
      computing: 200 * ms,
      slowMachine: 0,
      straggler: 200 * ms,
      communicating: 24 * ms,
      gate: 100 * ms,
      faults: 0,
      idle: 12 * ms,
    },
    {
      computing: 200 * ms,
      slowMachine: 200 * ms,
      straggler: 0,
      communicating: 23 * ms,
      gate: 0,
      faults: 0,
      idle: 113 * ms,
    },
  ]);
});

test('and so is what would have been otherwise, the change that saves most first', () => {
  const told = effects.map(({ name, cost }) => [name, cost!.value * 4e3]); // of four updates
  expect(told.map(([name]) => name)).toEqual([
    'all machines as fast as the fastest',
    "without worker 0's slow-down",
    'no latency',
    'servers that take no time',
  ]);
  for (const [k, time] of [290, 435, 506, 530].entries()) {
    expect(told[k]![1]).toBeCloseTo(time, 9); // seconds are doubles
    expect(effects[k]!.ratio!.value).toBeCloseTo(time / 536, 12); // a logarithm and back
  }
});

test('the guide says these numbers', () => {
  for (const figure of ['536 ms', '−46%', '−19%', '−5.6%', '−1.1%']) expect(guide).toContain(figure);
});

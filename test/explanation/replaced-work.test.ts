import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { InputFiles } from '../../src/base/input-files.ts';
import { recordedTimes } from '../../src/cluster-model/inputs/recorded-times.ts';
import { makeStragglers } from '../../src/cluster-model/make-stragglers.ts';
import { stragglers } from '../../src/cluster-model/stragglers/index.ts';
import { defineStraggler } from '../../src/cluster-model/stragglers/straggler-model.ts';
import { NEVER } from '../../src/engine/time.ts';
import {
  type Change,
  withoutEntry,
  withoutStragglers,
  withoutStragglersOf,
} from '../../src/explanation/changes.ts';
import { Streams } from '../../src/random/streams.ts';
import type { Scenario } from '../../src/scenarios/scenario.ts';
import { prepare, TrainingRun } from '../../src/simulation/index.ts';
import { parsed, scenarioWith } from '../fixtures.ts';

const asItIs: Change = (prepared) => prepared;

/** Milliseconds that a scenario takes whose trace is `record`, under a change. */
function millisecondsOf(scenario: Scenario, record: string, change = asItIs): number {
  const files = new InputFiles();
  const { file } = scenario.cluster.stragglers.find(({ kind }) => kind === 'trace')!;
  files.add(recordedTimes, file as string, recordedTimes.parse(record, 'record.csv'));
  const prepared = change(prepare(scenario, undefined, 1, { files }));
  const run = new TrainingRun(prepared, scenario.algorithms.find(({ name }) => name === 'bsp')!);
  while (run.advance(1000));
  return run.result().time / 1e6;
}

const header = 'worker,compute_s,communicate_s\n';

test('a production cluster without its stragglers is one whose workers are all as the fastest recorded one', () => {
  const text = readFileSync('experiments/clusters/production-trace.yaml', 'utf8');
  const record = readFileSync('experiments/clusters/data/production-30-workers.csv', 'utf8');
  // Worker 20 has the shortest clocks of all, worker 1 the shortest messages.
  const byHand = `${header}0,1.35,1.71\n`;
  const time = millisecondsOf(parsed(text), record, withoutStragglers);
  expect(time).toBe(millisecondsOf(parsed(text), byHand));
  // 50 clocks, 49 pushes with the pulls that follow, and the last push.
  expect(time).toBeCloseTo(50 * 1350 + 49.5 * 1710, 6);
});

/** Two workers; 0 takes 1 s and 3 s, 2 s in the mean, worker 1 takes 5 s. Messages take 1 s, and 2 s. */
const RECORD = `${header}0,1,1\n0,3,1\n1,5,2\n`;

const scenario = (...more: readonly object[]) =>
  scenarioWith({
    cluster: {
      workers: 2,
      stragglers: [{ kind: 'trace', file: 'r', affects: ['compute', 'network'] }, ...more],
    },
    workload: { model: 'none', computeTime: 0 },
    stop: { maxClocks: 2 },
  });

test('by hand: what is taken away from a trace leaves the mean of the fastest recorded worker', () => {
  // Worker 1: 5 + 2 + 5 + 1. Without stragglers both: 2 + 1 + 2 + 0.5. Without worker 0's: as it was.
  expect(millisecondsOf(scenario(), RECORD)).toBe(13_000);
  expect(millisecondsOf(scenario(), RECORD, withoutStragglers)).toBe(5500);
  expect(millisecondsOf(scenario(), RECORD, withoutStragglersOf(0))).toBe(13_000);
  // Worker 0, whose pull waits for nobody then: worker 1 takes 2 + 1 + 2 + 0.5, worker 0 1 + 0.5, waits until 2.5, 0.5 + 3 + 0.5.
  expect(millisecondsOf(scenario(), RECORD, withoutStragglersOf(1))).toBe(6500);
});

test('by hand: a factor beside a trace goes alone, and the trace without it', () => {
  const twice = { kind: 'constant', slowdown: 2, affects: ['compute'] };
  // Worker 1: 10 + 2 + 10 + 1; without the factor 5 + 2 + 5 + 1; without the trace 2 · (2 + 2) + 1 + 0.5.
  expect(millisecondsOf(scenario(twice), RECORD)).toBe(23_000);
  expect(millisecondsOf(scenario(twice), RECORD, withoutEntry(1))).toBe(13_000);
  expect(millisecondsOf(scenario(twice), RECORD, withoutEntry(0))).toBe(9500);
});

test('a straggler of somebody’s own that replaces work has to say so, and what it takes in the mean', () => {
  const model = { factorAt: () => 1, nextChange: () => NEVER, recordedSeconds: () => 1 };
  const own = (replacesWork: boolean, lastingSeconds?: () => number) =>
    defineStraggler({
      name: 'own',
      summary: 'Always a second.',
      options: {},
      affects: ['compute'],
      replacesWork,
      create: () => ({ ...model, ...(lastingSeconds && { lastingSeconds }) }),
    });
  const make = (definition: ReturnType<typeof own>) =>
    makeStragglers(
      [{ kind: 'own', affects: ['compute'] }],
      1,
      new Streams(1, 1),
      { registry: stragglers.with(definition), files: new InputFiles() },
      () => new Float64Array(1),
    );
  expect(() => make(own(false, () => 1))).toThrow(/own has recordedSeconds without replacesWork/);
  expect(() => make(own(true))).toThrow(/own has recordedSeconds without lastingSeconds/);
  expect(make(own(true, () => 1))).toHaveLength(1);
});

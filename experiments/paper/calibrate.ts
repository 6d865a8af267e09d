import { simulate } from '../../src/index.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import type { DataSpec } from '../../src/scenarios/scenario.ts';
import { dataInMemory } from '../../src/simulation/data-in-memory.ts';
import type { RunOutcome } from '../../src/simulation/index.ts';
import type { DataSet } from '../../src/workloads/data-set.ts';
import { solveOptimum } from '../../src/workloads/optimum.ts';
import type { Calibration, Costs, DataShape, Threshold } from './calibration.ts';
import {
  clusterOf,
  documentFor,
  L2,
  modelNames,
  originals,
  rateGrid,
  unevenClocks,
  WORKERS,
} from './documents.ts';
import { writeResult } from './laboratory.ts';
import { type DataName, fullPlan, type ModelName } from './plan.ts';
import { reference } from './reference.ts';
import { type System, tableSystem, tableSystems } from './systems.ts';

/*
 * Fits the constants of experiments/paper to Table 3, to its HL = 1 columns of logistic regression alone:
 *
 *     npx tsx experiments/paper/calibrate.ts
 *
 * First how far from the best constant prediction to the optimum a run has to come, for each of the data and a few shapes that they might have: updates to
 * the threshold should be those of the table, each system with its best rate. Then the constants of time, with the updates that were found.
 */

const dataNames: readonly DataName[] = ['URL', 'CTR'];
const cost: Costs = {
  clock: { URL: 3, CTR: 50 },
  jitter: 0.1,
  tensorFlow: 1.3,
  spark: { slower: 1, driver: 125e6, launch: 0 },
};

/** Which of these, and which share of the way, is fitted. See docs/paper.md for why they look like this. */
const shapes: Readonly<Record<DataName, readonly DataShape[]>> = {
  // A third of the public URL data is malicious; it has more features than rows, and most are rare.
  URL: [
    { features: 3000, nonzerosPerRow: 20, exponent: 0.5 },
    { features: 3000, nonzerosPerRow: 40, exponent: 0.5 },
  ].map((shape) => ({ rows: 9000, noise: 0.1, positives: 0.33, ...shape })),
  // A worker's part has several times as many rows as there are features, and few of them are clicks.
  CTR: [
    { nonzerosPerRow: 8, noise: 0.1 },
    { nonzerosPerRow: 8, noise: 0.3 },
    { nonzerosPerRow: 12, noise: 0.3 },
  ].map((shape) => ({ rows: 9000, features: 90, exponent: 1, positives: 0.03, ...shape })),
};
const shares = Array.from({ length: 18 }, (_, k) => (10 + 5 * k) / 100);
const horizon: Readonly<Record<DataName, number>> = { URL: 60, CTR: 40 };
/** What counts for a system that never gets there. */
const NEVER = 10;

/** Systems that differ in how they learn, and not only in time. */
const learners = tableSystems
  .filter(({ name }) => !name.startsWith('TF') && name !== 'Spark BSP')
  .concat(tableSystem('Spark BSP'));

const paper = reference('table3.csv').filter(({ hl, model }) => hl === '1' && model === 'LR');

function paperValue(metric: string, data: DataName, system: string): number {
  return Number(
    paper.find((row) => row.metric === metric && row.data === data && row.system === system)!.value,
  );
}

/** With `shape` for the data, and no thresholds to speak of. */
function calibrationWith(shape: DataShape): Calibration {
  const threshold = { constant: 0, optimum: 0, objective: 0 };
  const each = { ...shape, share: 0 };
  const all = Object.fromEntries(
    (['LR', 'SVM'] as const).flatMap((model) => dataNames.map((name) => [`${model} ${name}`, threshold])),
  ) as Calibration['thresholds'];
  return { data: { URL: each, CTR: each }, thresholds: all, costs: cost };
}

/** The objective of the best constant prediction, when a part p of the labels is positive. */
function constantObjective(model: ModelName, p: number): number {
  if (model === 'SVM') return 2 * Math.min(p, 1 - p);
  return -p * Math.log(p) - (1 - p) * Math.log(1 - p);
}

/** From where a run starts, so to speak, and the least that it can come to. */
function endsOf(model: ModelName, shape: DataShape): Omit<Threshold, 'objective'> {
  const constant = constantObjective(model, Math.round(shape.positives * shape.rows) / shape.rows);
  const settings = { model: modelNames[model], l2: L2, intercept: true };
  // A thousandth more or less of the way to the optimum is nothing that a threshold notices.
  const { objective: optimum } = solveOptimum(settings, trainingData(shape), { accuracy: 1e-4 });
  return { constant, optimum };
}

function thresholdBetween(ends: Omit<Threshold, 'objective'>, share: number): Threshold {
  return { ...ends, objective: ends.constant - share * (ends.constant - ends.optimum) };
}

function trainingData(shape: DataShape): DataSet {
  const spec = { synthetic: { kind: 'sparse-zipf', ...shape } } as DataSpec;
  return dataInMemory(spec, { seed: 1, catalogue: builtinCatalogue }, {}).train;
}

/** Curves of all learners at all rates, without a target. */
function curvesOf(data: DataName, shape: DataShape): ReadonlyMap<string, readonly RunOutcome[]> {
  const calibration = calibrationWith(shape);
  return new Map(
    learners.map((system) => {
      const runs = rateGrid(fullPlan.rates, system.sums ? WORKERS : 1).map((rate) => {
        const question = {
          model: 'LR',
          data,
          level: 1,
          replications: 1,
          maxClocks: horizon[data],
          toThreshold: false,
          rate,
        } as const;
        const document = documentFor('calibration', question, system, calibration, fullPlan);
        return simulate(JSON.stringify(document)).runs[0]!.result;
      });
      return [system.name, runs] as const;
    }),
  );
}

/** Fewest updates to `objective` over the rates. */
function updatesTo(objective: number, runs: readonly RunOutcome[]): number {
  const arrivals = runs.map(({ curve }) => curve.find((point) => point.objective! <= objective)?.updates);
  return Math.min(...arrivals.map((updates) => updates ?? Number.POSITIVE_INFINITY));
}

interface Candidate {
  readonly shape: DataShape;
  readonly share: number;
  readonly threshold: Threshold;
  readonly error: number;
  readonly updates: ReadonlyMap<string, number>;
}

function candidatesOf(data: DataName): readonly Candidate[] {
  return shapes[data].flatMap((shape) => {
    const curves = curvesOf(data, shape);
    const ends = endsOf('LR', shape);
    console.error(`${data}: ${JSON.stringify(shape)}`);
    return shares.map((share): Candidate => {
      const threshold = thresholdBetween(ends, share);
      const updates = new Map(
        [...curves].map(([name, runs]) => [name, updatesTo(threshold.objective, runs)]),
      );
      const errors = [...updates].map(([name, found]) =>
        Math.min(Math.log(NEVER), Math.abs(Math.log(found / paperValue('updates', data, name)))),
      );
      // Most systems well and a few badly, rather than all by half; the mean where that says nothing.
      const middle = [...errors].sort((a, b) => a - b)[Math.floor(errors.length / 2)]!;
      const error = middle + errors.reduce((sum, x) => sum + x, 0) / errors.length / 10;
      return { shape, share, threshold, error, updates };
    });
  });
}

/** Seconds per update when a system makes as many updates as it was found to need. */
function timePerUpdate(data: DataName, system: System, updates: number, costs: Costs): number {
  const overheads = system.overheads(costs);
  const document = {
    name: 'timing',
    seed: 1,
    cluster: clusterOf(WORKERS, overheads, [unevenClocks(costs.jitter)]),
    workload: {
      model: 'none',
      parameters: originals[data].features,
      batchesPerClock: 10,
      computeTime: { perBatch: (costs.clock[data] * overheads.slower + overheads.launch) / 10 },
    },
    stop: { maxUpdates: updates },
    algorithms: [{ ...system.algorithm, label: 'it' }],
  };
  const { time, updates: done } = simulate(JSON.stringify(document)).runs[0]!.result;
  return time / 1e9 / done;
}

/** The sum of squared logarithms of simulated over printed times of an update. */
function timingError(
  cells: readonly (readonly [DataName, System])[],
  found: ReadonlyMap<DataName, Candidate>,
  costs: Costs,
): number {
  return cells.reduce((sum, [data, system]) => {
    const learner = system.name.startsWith('TF') ? (system.sums ? 'Petuum ASP' : 'Spark BSP') : system.name;
    const updates = found.get(data)!.updates.get(learner)!;
    const printed = paperValue('per-update', data, system.name);
    const log = Math.log(
      timePerUpdate(data, system, Number.isFinite(updates) ? updates : 3000, costs) / printed,
    );
    return sum + log * log;
  }, 0);
}

/** The least of `f` over `candidates`. */
function best<T>(candidates: readonly T[], f: (candidate: T) => number): T {
  return candidates.map((it) => [it, f(it)] as const).reduce((a, b) => (b[1] < a[1] ? b : a))[0];
}

const steps = (from: number, to: number, count: number) =>
  Array.from({ length: count }, (_, k) => Number((from * (to / from) ** (k / (count - 1))).toPrecision(3)));

function fitCosts(found: ReadonlyMap<DataName, Candidate>): Costs {
  const own = tableSystems.filter(({ name }) => !name.startsWith('TF') && name !== 'Spark BSP');
  const cellsOf = (data: DataName) => own.map((system) => [data, system] as const);
  const prototypes = [0.05, 0.1, 0.15, 0.2, 0.3].map((jitter): Costs => {
    const clockOf = (data: DataName, around: readonly number[]) =>
      best(around, (clock) =>
        timingError(cellsOf(data), found, { ...cost, jitter, clock: { URL: clock, CTR: clock } }),
      );
    return {
      ...cost,
      jitter,
      clock: { URL: clockOf('URL', steps(1.5, 4, 12)), CTR: clockOf('CTR', steps(25, 75, 12)) },
    };
  });
  const prototype = best(prototypes, (costs) => timingError(dataNames.flatMap(cellsOf), found, costs));
  const both = (names: readonly System['name'][]) =>
    dataNames.flatMap((data) => names.map((name) => [data, tableSystem(name)] as const));
  const tensorFlow = best(steps(1, 2, 15), (it) =>
    timingError(both(['TF BSP', 'TF ASP']), found, { ...prototype, tensorFlow: it }),
  );
  const sparks = steps(30e6, 1000e6, 12).flatMap((driver) =>
    [1, 1.5, 2, 3].flatMap((slower) => [0, 0.5, 1, 2].map((launch) => ({ driver, slower, launch }))),
  );
  const spark = best(sparks, (it) => timingError(both(['Spark BSP']), found, { ...prototype, spark: it }));
  return { ...prototype, tensorFlow, spark };
}

const found = new Map(
  dataNames.map((data) => [data, best(candidatesOf(data), ({ error }) => error)] as const),
);
for (const [data, { shape, share, error, updates }] of found) {
  console.log(data, JSON.stringify(shape), `share ${share}`, `median |log| about ${error.toFixed(2)}`);
  for (const [name, count] of updates)
    console.log(`  ${name.padEnd(12)} ${count} (${paperValue('updates', data, name)})`);
}
const costs = fitCosts(found);
const thresholds = Object.fromEntries(
  (['LR', 'SVM'] as const).flatMap((model) =>
    dataNames.map((data) => {
      const { shape, share, threshold } = found.get(data)!;
      return [`${model} ${data}`, model === 'LR' ? threshold : thresholdBetween(endsOf(model, shape), share)];
    }),
  ),
);
const data = Object.fromEntries([...found].map(([name, { shape, share }]) => [name, { ...shape, share }]));
writeResult(
  new URL('calibration.json', import.meta.url).pathname,
  `${JSON.stringify({ data, thresholds, costs }, undefined, 2)}\n`,
);
console.log(JSON.stringify(costs, undefined, 2));

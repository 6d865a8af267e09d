import { fileURLToPath } from 'node:url';
import { simulate } from '../../src/index.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import type { DataSpec } from '../../src/scenarios/scenario.ts';
import { dataInMemory } from '../../src/simulation/data-in-memory.ts';
import type { RunOutcome } from '../../src/simulation/index.ts';
import type { DataSet } from '../../src/workloads/data-set.ts';
import { solveOptimum } from '../../src/workloads/optimum.ts';
import {
  type Calibration,
  type Costs,
  type DataShape,
  type FittedShape,
  type Threshold,
  type TriedShape,
  withShape,
} from './calibration.ts';
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
import { exitCodeOf, Laboratory, writeResult } from './laboratory.ts';
import { type DataName, fullPlan, type ModelName } from './plan.ts';
import { reference } from './reference.ts';
import { type System, tableSystem, tableSystems } from './systems.ts';

/*
 * Fits the constants of experiments/paper to Table 3, to its HL = 1 columns of logistic regression alone:
 *
 *     npx tsx experiments/paper/calibrate.ts
 *
 * First how far from the best constant prediction to the optimum a run has to come, for each of the data and a few shapes that they might have: updates to
 * the threshold should be those of the table, each system with its best rate. Then the constants of time, with the updates that were found. What fits best is written
 * to calibration.json, and every shape with its best share to shapes.json.
 */

const dataNames: readonly DataName[] = ['URL', 'CTR'];
/** What came out when this was run before: learning depends a little on time, and time on learning. */
const cost: Costs = {
  clock: { URL: 2.56, CTR: 45.5 },
  jitter: 0.2,
  tensorFlow: 1.56,
  spark: { slower: 1.5, driver: 78.1e6, launch: 0 },
};

type PartOfShape = Partial<DataShape> & Pick<DataShape, 'features' | 'nonzerosPerRow'>;

/**
 * Which of these, and which share of the way, is fitted. A third of the public URL data is malicious; it has more features than rows, and most are rare. Few rows of CTR are clicks, and a
 * worker has very many: ten times as many as there are features at the most, here.
 */
const trials: readonly Trial[] = [
  ...[
    { features: 3000, nonzerosPerRow: 20, intercept: true },
    { features: 1000, nonzerosPerRow: 12 },
    { features: 300, nonzerosPerRow: 12 },
    { rows: 18_000, features: 1000, nonzerosPerRow: 12 },
    { features: 1000, nonzerosPerRow: 20, exponent: 1 },
  ].map((shape): Trial => ({ data: 'URL', shape: urlShape(shape) })),
  ...[
    { features: 90, nonzerosPerRow: 8 },
    { features: 90, nonzerosPerRow: 12 },
    { features: 150, nonzerosPerRow: 12 },
    { features: 300, nonzerosPerRow: 20 },
    { rows: 18_000, features: 90, nonzerosPerRow: 12 },
    { rows: 30_000, features: 90, nonzerosPerRow: 12 },
    { rows: 30_000, features: 300, nonzerosPerRow: 12 },
  ].map((shape): Trial => ({ data: 'CTR', shape: ctrShape(shape) })),
];

interface Trial {
  readonly data: DataName;
  readonly shape: DataShape;
}

function urlShape(shape: PartOfShape): DataShape {
  return { rows: 9000, exponent: 0.5, noise: 0.1, positives: 0.33, intercept: false, ...shape };
}

function ctrShape(shape: PartOfShape): DataShape {
  return { rows: 9000, exponent: 1, noise: 0.3, positives: 0.03, intercept: true, ...shape };
}

const shares = Array.from({ length: 18 }, (_, k) => (10 + 5 * k) / 100);
const horizon: Readonly<Record<DataName, number>> = { URL: 100, CTR: 60 };
const SEEDS = 3;
/** The factor that counts for a system that is further off, or never gets there. */
const NEVER = 10;

/** Systems without overheads. */
const plainSystems = tableSystems.filter(({ name }) => !name.startsWith('TF') && name !== 'Spark BSP');
/** Systems that differ in how they learn, and not only in time. */
const learners = [...plainSystems, tableSystem('Spark BSP')];

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

/** The objective of the best constant prediction, when a part p of the labels is positive; that of 0 where there is no intercept. */
function constantObjective(model: ModelName, p: number, intercept: boolean): number {
  if (!intercept) return model === 'SVM' ? 1 : Math.LN2;
  if (model === 'SVM') return 2 * Math.min(p, 1 - p);
  return -p * Math.log(p) - (1 - p) * Math.log(1 - p);
}

/** From where a run starts, so to speak, and the least that it can come to. */
function endsOf(model: ModelName, shape: DataShape): Omit<Threshold, 'objective'> {
  const { positives, rows, intercept } = shape;
  const constant = constantObjective(model, Math.round(positives * rows) / rows, intercept);
  const settings = { model: modelNames[model], l2: L2, intercept };
  // A thousandth more or less of the way to the optimum is nothing that a threshold notices.
  const { objective: optimum } = solveOptimum(settings, trainingData(shape), { accuracy: 1e-4 });
  return { constant, optimum };
}

function thresholdBetween(ends: Omit<Threshold, 'objective'>, share: number): Threshold {
  return { ...ends, objective: ends.constant - share * (ends.constant - ends.optimum) };
}

function trainingData({ intercept: _, ...shape }: DataShape): DataSet {
  const spec = { synthetic: { kind: 'sparse-zipf', ...shape } } as DataSpec;
  return dataInMemory(spec, { seed: 1, catalogue: builtinCatalogue }, {}).train;
}

/** Runs of a system at every rate of the grid and on every seed, without a target. */
async function runsAtRates(
  name: string,
  data: DataName,
  shape: DataShape,
  system: System,
  laboratory: Laboratory,
): Promise<readonly (readonly RunOutcome[])[]> {
  const rates = rateGrid(fullPlan.rates, system.sums ? WORKERS : 1);
  const question = {
    model: 'LR',
    data,
    level: 1,
    replications: SEEDS,
    maxClocks: horizon[data],
    toThreshold: false,
    rate: rates[0]!,
  } as const;
  const document = documentFor(name, question, system, calibrationWith(shape), fullPlan);
  const algorithms = rates.map((rate) => ({
    ...system.algorithm,
    label: `rate-${rate}`,
    learningRate: { schedule: 'constant', initial: rate },
  }));
  const { runs } = await laboratory.run({ ...document, algorithms });
  return rates.map((_, k) => runs.slice(k * SEEDS, (k + 1) * SEEDS));
}

/** Fewest updates to `objective` over the rates, in the mean of the seeds; a rate with which one of them does not arrive does not count. */
function updatesTo(objective: number, rates: readonly (readonly RunOutcome[])[]): number {
  const arrival = ({ curve }: RunOutcome) =>
    curve.find((point) => point.objective! <= objective)?.updates ?? Number.POSITIVE_INFINITY;
  return Math.min(...rates.map((runs) => runs.reduce((sum, run) => sum + arrival(run), 0) / runs.length));
}

interface Fitted extends Trial {
  readonly shape: FittedShape;
  readonly threshold: Threshold;
  readonly error: number;
  readonly updates: ReadonlyMap<string, number>;
}

/** A trial with the share that suits its shape best. */
async function fitted(trial: Trial, laboratory: Laboratory): Promise<Fitted> {
  const { data, shape } = trial;
  const name = [data, ...Object.values(shape)].join('-');
  const found = new Map<string, readonly (readonly RunOutcome[])[]>();
  for (const system of learners) {
    const called = `${name}-${system.name}`.toLowerCase().replaceAll(' ', '-');
    found.set(system.name, await runsAtRates(called, data, shape, system, laboratory));
  }
  const ends = endsOf('LR', shape);
  const all = shares.map((share): Fitted => {
    const threshold = thresholdBetween(ends, share);
    const updates = new Map(
      [...found].map(([system, runs]) => [system, updatesTo(threshold.objective, runs)]),
    );
    const errors = [...updates].map(([system, count]) =>
      Math.min(Math.log(NEVER), Math.abs(Math.log(count / paperValue('updates', data, system)))),
    );
    const error = errors.reduce((sum, x) => sum + x, 0) / errors.length;
    return { ...trial, shape: { ...shape, share }, threshold, error, updates };
  });
  return best(all, ({ error }) => error);
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
    stop: { maxUpdates: Math.round(updates) },
    algorithms: [{ ...system.algorithm, label: 'it' }],
  };
  const { time, updates: done } = simulate(JSON.stringify(document)).runs[0]!.result;
  return time / 1e9 / done;
}

/** The sum of squared logarithms of simulated over printed times of an update. */
function timingError(
  cells: readonly (readonly [DataName, System])[],
  found: ReadonlyMap<DataName, Fitted>,
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

function fitCosts(found: ReadonlyMap<DataName, Fitted>): Costs {
  const cellsOf = (data: DataName) => plainSystems.map((system) => [data, system] as const);
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

process.exitCode = await exitCodeOf(() =>
  Laboratory.use({ out: 'out/calibration', jobs: undefined, fresh: false }, calibrate),
);

async function calibrate(laboratory: Laboratory): Promise<void> {
  const all: Fitted[] = [];
  for (const trial of trials) all.push(await fitted(trial, laboratory));
  for (const { data, shape, error, updates } of all) {
    console.log(data, JSON.stringify(shape), `mean |log| ${error.toFixed(2)}`);
    for (const [name, count] of updates)
      console.log(`  ${name.padEnd(12)} ${count.toFixed(0)} (${paperValue('updates', data, name)})`);
  }
  const chosen = new Map(
    dataNames.map((name) => {
      const those = all.filter(({ data }) => data === name);
      return [name, best(those, ({ error }) => error)] as const;
    }),
  );
  const costs = fitCosts(chosen);
  console.log(JSON.stringify(costs, undefined, 2));
  const shapes = all.map(tried);
  const nothing = { data: {}, thresholds: {}, costs } as Calibration;
  const taken = shapes.filter(({ data, shape }) => chosen.get(data)!.shape === shape);
  write('calibration.json', taken.reduce(withShape, nothing));
  write('shapes.json', shapes);
}

/** With thresholds for both models: the SVM has to come as far as logistic regression. */
function tried({ data, shape, error, threshold }: Fitted): TriedShape {
  const thresholds = { LR: threshold, SVM: thresholdBetween(endsOf('SVM', shape), shape.share) };
  return { data, shape, error, thresholds };
}

function write(name: string, content: unknown): void {
  const file = fileURLToPath(new URL(name, import.meta.url));
  writeResult(file, `${JSON.stringify(content, undefined, 2)}\n`);
}

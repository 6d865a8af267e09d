import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WorkloadSpec } from '../../src/scenarios/scenario.ts';
import { convergentTrials } from '../../src/testing/arbitraries/convergent-trials.ts';
import { dataDrafts, dataOf } from '../../src/testing/arbitraries/data-sets.ts';
import { workerCountOf } from '../../src/testing/arbitraries/index.ts';
import { knownProblems } from '../../src/testing/arbitraries/known-problems.ts';
import { algorithmsOf } from '../../src/testing/arbitraries/plugin-algorithms.ts';
import { assertConverges } from '../../src/testing/assertions/converges.ts';
import { curvatureOf } from '../../src/testing/convergence/curvature.ts';
import { isInLockStep } from '../../src/testing/convergence/lock-step.ts';
import { longestStreak, lostWorker, stalenessByHalf } from '../../src/testing/convergence/staleness.ts';
import { forAllRuns } from '../../src/testing/for-all.ts';
import { NO_PLUGIN } from '../../src/testing/plugin.ts';
import type { Trial } from '../../src/testing/trial.ts';
import type { DataSet } from '../../src/workloads/data-set.ts';
import { solveOptimum } from '../../src/workloads/optimum.ts';
import { staleForever } from '../mutants/index.ts';
import { runWith } from './runs.ts';

/** Without a bound nobody need ever pull, and law 9 says nothing. */
const bounded = { protocols: ['bsp', 'ssp', 'asp'], options: { staleness: 2 } };

test('every algorithm of the project finds the optimum that workers share, at the largest step that counts as safe', () => {
  const algorithms = algorithmsOf(NO_PLUGIN, bounded);
  forAllRuns(NO_PLUGIN, convergentTrials(NO_PLUGIN, { algorithms }), (run) => assertConverges(run), {
    cases: 60,
  });
});

test('in lock step they find one that workers do not share, and else come near it', () => {
  const lockStep = algorithmsOf(NO_PLUGIN, {
    protocols: ['bsp'],
    rules: ['sum', 'constant', 'average', 'dynamic'],
  });
  const apart = { optimum: 'own' as const };
  forAllRuns(
    NO_PLUGIN,
    convergentTrials(NO_PLUGIN, { ...apart, algorithms: lockStep }),
    (run) => assertConverges(run),
    { cases: 30 },
  );
  const algorithms = algorithmsOf(NO_PLUGIN, { ...bounded, rules: ['sum'] });
  forAllRuns(
    NO_PLUGIN,
    convergentTrials(NO_PLUGIN, { ...apart, algorithms }),
    (run) => assertConverges(run, { within: 0.5 }),
    { cases: 30 },
  );
});

test('a worker whose pulls fail is found out on convergent trials, and the trial is made small', () => {
  const algorithms = algorithmsOf(NO_PLUGIN, { protocols: ['asp'], rules: ['sum'] });
  const check = () =>
    forAllRuns(NO_PLUGIN, convergentTrials(NO_PLUGIN, { algorithms }), (run) =>
      assertConverges({ ...run, ...staleForever.subject.simulate(run.trial) }),
    );
  expect(check).toThrow(/the objective goes from .*\n.*\n.*\n--- scenario\n(.*\n)* {4}- count: 1\n/);
});

test('known problems have the optimum that a solver finds, where each worker has it too, or none has', () => {
  for (const optimum of ['shared', 'own'] as const) {
    fc.assert(
      fc.property(knownProblems(3, { optimum }), ({ data: { train }, optimum: known }) => {
        const settings = { model: 'least-squares', l2: 0, intercept: false };
        const solved = solveOptimum(settings, train);
        expect(solved.objective).toBeCloseTo(known.objective, 9);
        for (const [j, value] of known.parameters.entries())
          expect(solved.parameters[j]).toBeCloseTo(value, 6);
        const own = [0, 1, 2].map((worker) => solveOptimum(settings, dealt(train, worker, 3)));
        for (const { parameters } of own) {
          const distance = Math.max(...parameters.map((value, j) => Math.abs(value - known.parameters[j]!)));
          if (optimum === 'shared') expect(distance).toBeLessThan(1e-6);
          else expect(distance).toBeGreaterThan(1e-6);
        }
      }),
      { numRuns: 30 },
    );
  }
});

/** The rows of one worker of a round-robin partition, as dense rows. */
function dealt({ rows, features, examples, labels }: DataSet, worker: number, workers: number): DataSet {
  const own = Array.from({ length: rows }, (_, row) => row).filter((row) => row % workers === worker);
  const values = own.flatMap((row) => rowOf({ rows, features, examples, labels }, row));
  return {
    rows: own.length,
    features,
    examples: { kind: 'dense', values: Float64Array.from(values) },
    labels: Float64Array.from(own, (row) => labels[row]!),
  };
}

function rowOf({ features, examples }: DataSet, row: number): number[] {
  if (examples.kind === 'dense') return [...examples.values.subarray(row * features, (row + 1) * features)];
  const values = new Array<number>(features).fill(0);
  for (let k = examples.offsets[row]!; k < examples.offsets[row + 1]!; k++) {
    values[examples.indices[k]!] = examples.values[k]!;
  }
  return values;
}

test('the curvature is never below what power iteration finds, and is met by a quadratic of known spectrum', () => {
  fc.assert(
    fc.property(dataDrafts(5), fc.integer({ min: 2, max: 12 }), (draft, rows) => {
      const { train } = dataOf(draft, rows, 'real');
      const spec = { model: 'least-squares', intercept: false, l2: 0.25 } as WorkloadSpec;
      const { ofObjective } = curvatureOf(spec, train, 1, 0.25)!;
      expect(ofObjective).toBeGreaterThanOrEqual(largestEigenvalue(train) + 0.25 - 1e-9);
    }),
  );
  const { trial } = runWith();
  expect(
    curvatureOf(trial.scenario.workload as WorkloadSpec, trial.data!.train, 2, 0)!.ofObjective,
  ).toBeCloseTo(1, 12);
});

/** Of XᵀX/N, by power iteration: from below. */
function largestEigenvalue(data: DataSet): number {
  const table = Array.from({ length: data.rows }, (_, row) => rowOf(data, row));
  let v = new Array<number>(data.features).fill(1);
  let size = 0;
  for (let step = 0; step < 50; step++) {
    const scores = table.map((row) => row.reduce((sum, x, j) => sum + x * v[j]!, 0));
    const next = v.map((_, j) => table.reduce((sum, row, i) => sum + row[j]! * scores[i]!, 0) / data.rows);
    size = Math.sqrt(next.reduce((sum, x) => sum + x * x, 0) / v.reduce((sum, x) => sum + x * x, 0));
    if (size === 0) return 0;
    v = next.map((x) => x / size);
  }
  return size;
}

test('lock step is what bsp does, and ssp(0) on a quiet cluster of equals; no lead, no push too early', () => {
  expect(isInLockStep(runWith(), true)).toBe(true);
  const ssp = (staleness: number) => ({
    algorithms: [{ name: 'mine', protocol: 'ssp', rule: 'sum', staleness }],
  });
  expect(isInLockStep(runWith({ cluster: { workers: 3 }, ...ssp(0) }), false)).toBe(true);
  expect(isInLockStep(runWith({ ...ssp(1) }), false)).toBe(false);
  // A pull request may take so long that others have pushed for the next round before it comes.
  const late = {
    cluster: { workers: 3, network: { latency: { uniform: { min: '1 ms', max: '60 ms' } } } },
    ...ssp(0),
  };
  expect(isInLockStep(runWith(late), false)).toBe(false);
});

test('staleness that grows, a worker that is lost and a long streak are seen in a run', () => {
  const never = runWith({
    algorithms: [{ name: 'mine', protocol: 'ssp', rule: 'sum', staleness: 'unbounded' }],
    training: { learningRate: 1e-6 },
    stop: { maxClocks: undefined, maxTime: '1 s' },
  });
  expect(stalenessByHalf(never)).toMatchObject({ grows: true });
  expect(lostWorker(never)).toContain('worker 0, which pulled for the last time before clock 0');
  const ssp = runWith({ algorithms: [{ name: 'ssp', staleness: 2 }] });
  expect(stalenessByHalf(ssp)).toMatchObject({ grows: false });
  expect(lostWorker(ssp)).toBeUndefined();
  // Pulls before clocks 3, 6, …: worker 0 knows of the first, and waits until worker 1 has done another three.
  expect(longestStreak(ssp)).toBe(3);
  expect(longestStreak(runWith())).toBe(1);
});

test('convergent trials shrink to one worker and one feature', () => {
  const algorithms = algorithmsOf(NO_PLUGIN, { protocols: ['bsp'], rules: ['sum'] });
  let smallest: Trial | undefined;
  const refuseAll = fc.property(convergentTrials(NO_PLUGIN, { algorithms }), (trial) => {
    smallest = trial;
    return false;
  });
  fc.check(refuseAll);
  const { scenario, data } = smallest!;
  expect(workerCountOf(scenario.cluster)).toBe(1);
  expect(data!.train.features).toBe(1);
});

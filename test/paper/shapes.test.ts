import { beforeAll, describe, expect, it } from 'vitest';
import { readCalibration } from '../../experiments/paper/calibration.ts';
import { documentFor, type ScenarioDocument } from '../../experiments/paper/documents.ts';
import { byClock } from '../../experiments/paper/figures/robustness.ts';
import { fullPlan } from '../../experiments/paper/plan.ts';
import { consgd, dynsgd, petuum, type System, tableSystem } from '../../experiments/paper/systems.ts';
import { type RunResult, simulate } from '../../src/index.ts';

/** A rate at which all do well; every rule has the same, so that curves can be compared. */
const RATE = 2;

/** The scenario of the figures, where messages meet nobody and clocks are alike but for the sleep that is injected. */
function run(system: System, level: number, maxClocks: number): RunResult {
  const calibration = readCalibration();
  const even = { ...calibration, costs: { ...calibration.costs, jitter: 1e-9 } };
  const question = {
    model: 'LR',
    data: 'CTR',
    level,
    replications: 1,
    maxClocks,
    toThreshold: false,
    rate: RATE,
  } as const;
  const document = documentFor('shape', question, system, even, fullPlan) as ScenarioDocument & {
    cluster: { network: object };
  };
  const quiet = {
    ...document,
    cluster: { ...document.cluster, network: { ...document.cluster.network, contention: 'none' } },
  };
  return simulate(JSON.stringify(quiet)).runs[0]!.result;
}

describe('bsp at two levels of heterogeneity', () => {
  let equal: RunResult;
  let twice: RunResult;
  beforeAll(() => {
    equal = run(tableSystem('Spark BSP'), 1, 6);
    twice = run(tableSystem('Spark BSP'), 2, 6);
  });

  it('makes the same updates to the same parameters', () => {
    expect(twice.updates).toBe(equal.updates);
    expect(twice.parameters).toEqual(equal.parameters);
    expect(twice.curve.map(({ objective }) => objective)).toEqual(
      equal.curve.map(({ objective }) => objective),
    );
  });

  it('takes twice as long', () => {
    // All clocks but the first follow a pull; the last ends with the pushes.
    expect(twice.time / equal.time).toBeGreaterThan(1.95);
    expect(twice.time / equal.time).toBeLessThan(2.05);
  });
});

describe('the curve of the fastest worker under Algorithm 1', () => {
  const staleness = 3;
  const curveOf = (system: System) => byClock(run(system, 2, 8)).map(([, objective]) => objective);
  let [sum, constant, dynamic]: readonly (readonly number[])[] = [[], [], []];
  beforeAll(() => {
    [sum, constant, dynamic] = [petuum, consgd, dynsgd].map((rule) => curveOf(rule(staleness)));
  });

  it('falls by its own updates only until clock s + 1, whatever the rule of the server', () => {
    const alone = sum!.slice(0, staleness + 2);
    expect(constant!.slice(0, staleness + 2)).toEqual(alone);
    expect(dynamic!.slice(0, staleness + 2)).toEqual(alone);
    for (let clock = 1; clock < alone.length; clock++) expect(alone[clock]).toBeLessThan(alone[clock - 1]!);
  });

  it('at clock s + 2, with the first pull, drops where the server weighs by version', () => {
    expect(dynamic![staleness + 2]).toBeLessThan(dynamic![staleness + 1]!);
  });
});

describe('the first pull of a worker that is ahead, where all workers have the same objective', () => {
  /** Four workers, one of them half as fast, without jitter: then what a worker computes does not depend on which one it is. */
  const curveOf = (algorithm: string) => {
    const scenario = {
      name: 'ahead',
      cluster: { workers: [{ count: 3 }, { count: 1, speed: 0.5 }] },
      workload: {
        data: { synthetic: { kind: 'quadratic', features: 4, condition: 4, copies: 8 } },
        model: 'least-squares',
        features: 'all',
        batchSize: 8,
        computeTime: { perBatch: 1 },
      },
      training: { learningRate: 0.1, evaluate: { every: '4 updates', of: 'fastest-worker' } },
      stop: { maxClocks: 6 },
      algorithms: [{ name: algorithm, staleness: 3, pullRule: 'paper' }],
    };
    return byClock(simulate(JSON.stringify(scenario)).runs[0]!.result).map(([, objective]) => objective);
  };

  // After its fifth clock a fast worker is at w5 and the slow one has pushed two clocks, w2 − w0. consgd: w0 + (3 (w5 − w0) + (w2 − w0)) / 4, behind w5. dynsgd: each version is a
  // mean of equal updates, so that the pull gives w5 back, and the next clock goes on from there.
  it('takes it back under consgd, and not under dynsgd', () => {
    const [constant, dynamic] = [curveOf('consgd'), curveOf('dynsgd')];
    expect(constant[5]).toBeGreaterThan(constant[4]!);
    expect(dynamic[5]! / dynamic[4]!).toBeCloseTo(dynamic[4]! / dynamic[3]!, 1);
    expect(dynamic[5]).toBeLessThan(dynamic[4]!);
  });
});

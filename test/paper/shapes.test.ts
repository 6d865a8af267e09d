import { beforeAll, describe, expect, it } from 'vitest';
import { readCalibration } from '../../experiments/paper/calibration.ts';
import { documentFor } from '../../experiments/paper/documents.ts';
import { byClock } from '../../experiments/paper/figures/robustness.ts';
import { fullPlan } from '../../experiments/paper/plan.ts';
import { consgd, dynsgd, petuum, type System, tableSystem } from '../../experiments/paper/systems.ts';
import { type RunResult, simulate } from '../../src/index.ts';

/** Rates of which all do well; every rule has the same, so that curves can be compared. */
const RATE = 20;

function run(system: System, level: number, maxClocks: number): RunResult {
  const question = {
    model: 'LR',
    data: 'CTR',
    level,
    replications: 1,
    maxClocks,
    toThreshold: false,
    rate: RATE,
  } as const;
  const document = documentFor('shape', question, system, readCalibration(), fullPlan);
  return simulate(JSON.stringify(document)).runs[0]!.result;
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

  it('takes about twice as long: messages are not slowed, and the slowest of six is not the slowest of thirty', () => {
    const ratio = twice.time / equal.time;
    expect(ratio).toBeGreaterThan(1.5);
    expect(ratio).toBeLessThan(2.1);
  });
});

describe('the curve of the fastest worker under Algorithm 1', () => {
  const staleness = 3;
  const curveOf = (system: System) => byClock(run(system, 2, 7)).map(([, objective]) => objective);
  let [sum, constant, dynamic]: readonly (readonly number[])[] = [[], [], []];
  beforeAll(() => {
    [sum, constant, dynamic] = [petuum, consgd, dynsgd].map((rule) => curveOf(rule(staleness)));
  });

  it('falls by its own updates only until clock s + 1, whatever the rule of the server', () => {
    const alone = sum!.slice(0, staleness + 1);
    expect(constant!.slice(0, staleness + 1)).toEqual(alone);
    expect(dynamic!.slice(0, staleness + 1)).toEqual(alone);
    for (let clock = 1; clock < alone.length; clock++) expect(alone[clock]).toBeLessThan(alone[clock - 1]!);
  });

  it('at clock s + 2, with the first pull, rebounds with a constant global rate and drops with a dynamic one', () => {
    expect(constant![staleness + 1]).toBeGreaterThan(constant![staleness]!);
    expect(dynamic![staleness + 1]).toBeLessThan(dynamic![staleness]!);
  });
});

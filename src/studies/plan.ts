import type { AlgorithmSpec, Scenario } from '../scenarios/scenario.ts';

/** A scenario at one point of a sweep; without a sweep a study has one point, the scenario itself. */
export interface StudyPoint {
  /** From 0, in the order of the result files. */
  readonly index: number;
  readonly scenario: Scenario;
}

/** One run of a study: an algorithm, at a point, with the chance of one replication. */
export interface PlannedRun {
  /** From 0; the order of rows in the result files. */
  readonly index: number;
  readonly point: StudyPoint;
  readonly algorithm: AlgorithmSpec;
  /** From 1. Runs of one point and one replication share their data, machines and stragglers. */
  readonly replication: number;
}

/** All runs that a scenario asks for, in the order of the result files: points, algorithms as listed, replications. */
export function planStudy(scenario: Scenario): readonly PlannedRun[] {
  const plan: PlannedRun[] = [];
  for (const point of pointsOf(scenario)) {
    for (const algorithm of point.scenario.algorithms) {
      for (let replication = 1; replication <= point.scenario.replications; replication++) {
        plan.push({ index: plan.length, point, algorithm, replication });
      }
    }
  }
  return plan;
}

function pointsOf(scenario: Scenario): readonly StudyPoint[] {
  return [{ index: 0, scenario }];
}

/** Whether two runs meet the same machines, stragglers and data, so that their times may be compared as a pair. */
export function arePaired(a: PlannedRun, b: PlannedRun): boolean {
  return a.point.index === b.point.index && a.replication === b.replication;
}

import type { AlgorithmSpec, Scenario } from '../scenarios/scenario.ts';
import type { SweepPoint } from '../scenarios/sweep/points.ts';

/** A scenario at one point of a sweep; without a sweep a study has one point, the scenario itself. */
export interface StudyPoint extends SweepPoint {
  /** From 0, in the order of the result files. */
  readonly index: number;
}

/** What a run is made for: to find the learning rate of an algorithm, or to compare the algorithms. */
export type Purpose = 'tune' | 'compare';

/**
 * One run of a study: an algorithm, at a point, with the chance of one replication. It is plain data that says all about the run,
 * so that any thread or machine can make it.
 */
export interface PlannedRun {
  /** No other run of the study has it. Rows come in its order; there are gaps where a study needed fewer runs than it might have. */
  readonly index: number;
  readonly purpose: Purpose;
  readonly point: StudyPoint;
  /** What is run: the scenario of the point; while tuning, with the limits and the target of a tuning run. */
  readonly scenario: Scenario;
  /** With the learning rate that it runs with. */
  readonly algorithm: AlgorithmSpec;
  /**
   * Which chance it meets, together with the scenario's seed: 1, 2, … while comparing, −1, −2, … while tuning, so that rates are
   * never judged by the chance by which they were chosen.
   */
  readonly replication: number;
}

/** What of a planned run its result and its preparation follow from. */
export type RunSettings = Pick<PlannedRun, 'scenario' | 'algorithm' | 'replication'>;

/** All that decides the result of a run, beside the contents of its data and the code: two runs with equal identities are one. */
export interface RunIdentity {
  readonly scenario: Pick<Scenario, 'seed' | 'cluster' | 'workload' | 'training' | 'stop'>;
  readonly algorithm: AlgorithmSpec;
  readonly replication: number;
}

/**
 * The identity of a run: plain data with its keys in a fixed order. How many others the study makes, for what purpose, and what the
 * scenario is called are no part of it, so that a longer study finds the runs of a shorter one.
 */
export function identityOf({ scenario, algorithm, replication }: RunSettings): RunIdentity {
  const { seed, cluster, workload, training, stop } = scenario;
  return {
    scenario: { seed, cluster, workload, ...(training && { training }), stop },
    algorithm,
    replication,
  };
}

/** Runs with the same key share their machines, stragglers and data, which need to be prepared only once for all of them. */
export function preparationKeyOf({ scenario, replication }: RunSettings): string {
  const { seed, cluster, workload, training, stop } = scenario;
  return JSON.stringify([seed, cluster, workload, training, stop, replication]);
}

/** Whether two runs meet the same machines, stragglers and data, so that their times may be compared as a pair. */
export function arePaired(a: PlannedRun, b: PlannedRun): boolean {
  return a.purpose === b.purpose && a.point.index === b.point.index && a.replication === b.replication;
}

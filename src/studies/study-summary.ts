import { costOfRun } from './cost.ts';
import { costOf, hasArrived, hasTarget, secondsPerUpdate, secondsToGoal } from './goal.ts';
import type { StudyPoint } from './planned-run.ts';
import { confidenceOf } from './replications.ts';
import type { Estimate } from './statistics/interval.ts';
import { positiveMeanInterval, shareInterval } from './statistics/mean-interval.ts';
import { medianInterval } from './statistics/median-interval.ts';
import { type Pair, pairedRatio, winShare } from './statistics/paired-ratio.ts';
import type { FinishedRun, StudyResult } from './study-result.ts';
import { meanSeconds, type WorkerState } from './worker-states.ts';

/** What all runs of one algorithm at one point come to. Times in seconds. */
export interface AlgorithmSummary {
  readonly point: StudyPoint;
  /** The label. */
  readonly algorithm: string;
  readonly learningRate: number | undefined;
  readonly n: number;
  readonly converged: number;
  readonly stopped: number;
  readonly diverged: number;
  /** Undefined unless every run arrived: reached the target, or where there is none, went to its limit. */
  readonly time: Estimate | undefined;
  readonly updates: Estimate | undefined;
  readonly timePerUpdate: Estimate | undefined;
  /** Of the time, a run that did not arrive counting as Infinity. */
  readonly medianTime: Estimate | undefined;
  /** Over the first algorithm, in the runs of the same replications: by time to the target, else by time per update. */
  readonly speedUp: Estimate | undefined;
  /** The share of those in which it was the faster. */
  readonly winShare: number | undefined;
  /** The mean of min(time, stop.maxTime), where every run either arrived or ran until then. */
  readonly restrictedTime: Estimate | undefined;
  /** The part of its time that a worker spends in each state, in the mean over the workers. */
  readonly shares: Readonly<Record<WorkerState, Estimate | undefined>>;
  /** At the end of a run, whether it arrived or not: see CurvePoint. */
  readonly accuracy: Estimate | undefined;
  readonly testLoss: Estimate | undefined;
  /** Of an update in the mean, in pushes of others, and in versions of the parameters. */
  readonly staleness: Estimate | undefined;
  readonly versionStaleness: Estimate | undefined;
  /** Undefined where the scenario has no prices, or no watts, or not every run arrived. */
  readonly dollars: Estimate | undefined;
  readonly waitDollars: Estimate | undefined;
  readonly joules: Estimate | undefined;
  /** Its dollars over those of the first algorithm, in the runs of the same replications; undefined unless both always arrived. */
  readonly costRatio: Estimate | undefined;
  /** How many times as much as at the first point of the sweep it costs here, in the runs of the same replications; undefined without a sweep. */
  readonly growth: Estimate | undefined;
}

/** All runs of an algorithm at a point, by replication. */
export interface AlgorithmRuns {
  readonly point: StudyPoint;
  readonly algorithm: string;
  readonly runs: readonly FinishedRun[];
}

/** The runs of a study by point and algorithm, as the result files have them; none where none has finished. */
export function groupedRuns({
  points,
  runs,
}: Pick<StudyResult, 'points' | 'runs'>): readonly AlgorithmRuns[] {
  const groups = new Map<string, FinishedRun[]>();
  const keyOf = (point: StudyPoint, label: string) => `${point.index}/${label}`;
  for (const run of runs) {
    const key = keyOf(run.plan.point, run.plan.algorithm.label);
    const group = groups.get(key);
    if (group) group.push(run);
    else groups.set(key, [run]);
  }
  return points.flatMap((point) =>
    point.scenario.algorithms.flatMap(({ label }) => {
      const group = groups.get(keyOf(point, label));
      return group ? [{ point, algorithm: label, runs: group }] : [];
    }),
  );
}

/** One summary for each algorithm at each point. */
export function summaryOf(study: StudyResult): readonly AlgorithmSummary[] {
  const groups = groupedRuns(study);
  const baselineAt = new Map<number, AlgorithmRuns>();
  const atFirstPoint = new Map<string, AlgorithmRuns>();
  for (const group of groups) {
    const { point, algorithm } = group;
    if (algorithm === point.scenario.algorithms[0]?.label) baselineAt.set(point.index, group);
    if (point.index === 0 && study.points.length > 1) atFirstPoint.set(algorithm, group);
  }
  return groups.map((group) =>
    summarised(group, baselineAt.get(group.point.index), atFirstPoint.get(group.algorithm)),
  );
}

/** The summaries of each point that has any, by point. */
export function groupedSummaries(study: StudyResult): readonly (readonly AlgorithmSummary[])[] {
  const groups = new Map<number, AlgorithmSummary[]>();
  for (const summary of summaryOf(study)) {
    const { index } = summary.point;
    groups.set(index, [...(groups.get(index) ?? []), summary]);
  }
  return [...groups.values()];
}

function summarised(
  { point, algorithm, runs }: AlgorithmRuns,
  baseline: AlgorithmRuns | undefined,
  atFirstPoint: AlgorithmRuns | undefined,
): AlgorithmSummary {
  const confidence = confidenceOf(point.scenario.replications);
  const count = (status: string) => runs.filter(({ result }) => result.status === status).length;
  const valuesOf = (value: ValueOf) => {
    const values = runs.map(value).filter((x) => x !== undefined);
    return values.length === runs.length ? values : [];
  };
  const anyway = (value: ValueOf) => positiveMeanInterval(valuesOf(value), confidence);
  const meanOf = (value: ValueOf) => (runs.every(hasArrived) ? anyway(value) : undefined);
  const shareOf = (value: ValueOf) => shareInterval(valuesOf(value), confidence);
  const pairs = baseline ? pairsOf(baseline.runs, runs, costOf) : [];
  const prices = baseline ? pairsOf(runs, baseline.runs, dollarsToGoal) : [];
  return {
    point,
    algorithm,
    learningRate: runs[0]?.result.learningRate,
    n: runs.length,
    converged: count('converged'),
    stopped: count('stopped'),
    diverged: count('diverged'),
    time: meanOf(secondsToGoal),
    updates: meanOf(({ result }) => result.updates),
    timePerUpdate: meanOf(secondsPerUpdate),
    medianTime: medianInterval(runs.map(secondsToGoal)),
    speedUp: pairedRatio(pairs, confidence),
    winShare: winShare(pairs),
    restrictedTime: restrictedTime(runs, confidence),
    shares: {
      compute: shareOf(spentIn('compute')),
      communicate: shareOf(spentIn('communicate')),
      wait: shareOf(spentIn('wait')),
      down: shareOf(spentIn('down')),
      idle: shareOf(spentIn('idle')),
    },
    accuracy: shareOf(({ result }) => result.accuracy),
    testLoss: anyway(({ result }) => result.testLoss),
    staleness: anyway(({ result }) => result.stalenessMean),
    versionStaleness: anyway(({ result }) => result.versionStalenessMean),
    dollars: meanOf((run) => costOfRun(run).dollars),
    waitDollars: meanOf((run) => costOfRun(run).waitDollars),
    joules: meanOf((run) => costOfRun(run).joules),
    costRatio: pairedRatio(prices, confidence),
    growth: atFirstPoint && pairedRatio(pairsOf(runs, atFirstPoint.runs, costOf), confidence),
  };
}

type ValueOf = (run: FinishedRun) => number | undefined;

/** Which part of its time a worker of a run spent in a state, in the mean over the workers. */
function spentIn(state: WorkerState): ValueOf {
  return (run) => (run.result.time === 0 ? 0 : (1e9 * meanSeconds(run, state)) / run.result.time);
}

/** Infinity for a run that did not arrive, or has no price. */
function dollarsToGoal(run: FinishedRun): number {
  const { dollars = Number.POSITIVE_INFINITY } = costOfRun(run);
  return hasArrived(run) ? dollars : Number.POSITIVE_INFINITY;
}

/** What two groups of runs cost in the replications that both have finished. */
function pairsOf(
  bases: readonly FinishedRun[],
  others: readonly FinishedRun[],
  cost: (run: FinishedRun) => number,
): readonly Pair[] {
  const base = new Map(bases.map((run) => [run.plan.replication, run]));
  return others.flatMap((run): Pair[] => {
    const partner = base.get(run.plan.replication);
    return partner ? [[cost(partner), cost(run)]] : [];
  });
}

/**
 * The mean of the time to the target restricted to stop.maxTime (Royston and Parmar, BMC Med. Res. Methodol. 2013): one that never arrived counts as that
 * time, and so does one that diverged. It needs a target, a maxTime, and that no other limit cut a run short before it.
 */
function restrictedTime(runs: readonly FinishedRun[], confidence: number): Estimate | undefined {
  const { scenario } = runs[0]!.plan;
  const { maxTime, maxClocks = Infinity, maxUpdates = Infinity } = scenario.stop;
  if (maxTime === undefined || !hasTarget(scenario)) return undefined;
  const isCutShort = ({ result: { status, clocksMin, updates } }: FinishedRun) =>
    status === 'stopped' && (clocksMin >= maxClocks || updates >= maxUpdates);
  if (runs.some(isCutShort)) return undefined;
  return positiveMeanInterval(
    runs.map((run) => Math.min(secondsToGoal(run), maxTime)),
    confidence,
  );
}

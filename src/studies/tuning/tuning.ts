import type { AlgorithmSpec, TuneSpec } from '../../scenarios/scenario.ts';
import type { PlannedRun, StudyPoint } from '../planned-run.ts';
import type { FinishedRun } from '../study-result.ts';
import { limitsOf, roundsOf, tuningScenario, withRate } from './tuning-plan.ts';
import { type Candidate, medianResult, ranked } from './verdict.ts';

/** One learning rate in one round: how its runs ended, and what became of it. Plain data that survives JSON. */
export interface TuningRow {
  /** From 1. */
  readonly round: number;
  readonly learningRate: number;
  readonly limits: TuneSpec['budget'];
  readonly converged: number;
  readonly stopped: number;
  readonly diverged: number;
  /** Of its median run: seconds and updates to the target where that run reached it, and the objective at its end where that is finite. */
  readonly seconds?: number;
  readonly updates?: number;
  readonly objective?: number;
  /** Among the rates of the round, from 1. */
  readonly rank: number;
  /** Whether it went on to the next round, or in the last one, was chosen. */
  readonly kept: boolean;
}

/** How the learning rate of an algorithm at a point was found. Plain data that survives JSON. */
export interface Tuning {
  readonly point: number;
  readonly algorithm: string;
  readonly by: TuneSpec['by'];
  /** The whole curve, round by round, rates ascending. */
  readonly rows: readonly TuningRow[];
  readonly learningRate: number;
  /** Set where the best rate is the lowest or the highest of all: a better one may lie beyond. */
  readonly edge?: 'lowest' | 'highest';
}

/** What is known of a search, and the runs that it wants by that, finished or not. */
export interface SearchState {
  readonly wanted: readonly PlannedRun[];
  /** Undefined until the last round is over. */
  readonly tuning: Tuning | undefined;
}

/**
 * Follows the search for the learning rate of an algorithm at a point as far as its finished runs lead.
 *
 * `indexOf`: the index of the search's k-th run in the plan of the study. `finished`: by that index.
 */
export function followSearch(
  point: StudyPoint,
  algorithm: AlgorithmSpec,
  spec: TuneSpec,
  indexOf: (k: number) => number,
  finished: ReadonlyMap<number, FinishedRun>,
): SearchState {
  const wanted: PlannedRun[] = [];
  const rows: TuningRow[] = [];
  const rounds = roundsOf(spec);
  let rates = spec.learningRate;
  for (const [k, { part }] of rounds.entries()) {
    const runs = runsOfRound(point, algorithm, spec, rates, part, (run) => indexOf(wanted.length + run));
    const candidates = candidatesOf(rates, runs, finished);
    wanted.push(...runs);
    if (candidates.some(({ results }) => results.length < spec.replications))
      return { wanted, tuning: undefined };
    const order = ranked(candidates, spec.by);
    const keep = rounds[k + 1]?.rates ?? 1;
    const limits = limitsOf(point.scenario, spec, part);
    for (const candidate of candidates) {
      const rank = order.indexOf(candidate) + 1;
      rows.push({ round: k + 1, ...outcomeOf(candidate, spec), limits, rank, kept: rank <= keep });
    }
    rates = ascending(order.slice(0, keep).map(({ rate }) => rate));
  }
  return { wanted, tuning: tuningWith(point, algorithm, spec, rows, rates[0]!) };
}

function runsOfRound(
  point: StudyPoint,
  algorithm: AlgorithmSpec,
  spec: TuneSpec,
  rates: readonly number[],
  part: number,
  indexOf: (run: number) => number,
): readonly PlannedRun[] {
  const scenario = tuningScenario(point.scenario, spec, part);
  return rates.flatMap((rate, c) => {
    const tuned = withRate(algorithm, rate);
    return Array.from({ length: spec.replications }, (_, r): PlannedRun => {
      const index = indexOf(c * spec.replications + r);
      return { index, purpose: 'tune', point, scenario, algorithm: tuned, replication: -1 - r };
    });
  });
}

/** Each rate with those of its runs that have finished. */
function candidatesOf(
  rates: readonly number[],
  runs: readonly PlannedRun[],
  finished: ReadonlyMap<number, FinishedRun>,
): readonly Candidate[] {
  const each = runs.length / rates.length;
  return rates.map((rate, c) => {
    const ofRate = runs.slice(c * each, (c + 1) * each);
    return { rate, results: ofRate.flatMap(({ index }) => finished.get(index)?.result ?? []) };
  });
}

function outcomeOf(candidate: Candidate, { by }: TuneSpec) {
  const { status, time, updates, objective } = medianResult(candidate, by);
  const count = (ending: string) => candidate.results.filter((result) => result.status === ending).length;
  return {
    learningRate: candidate.rate,
    converged: count('converged'),
    stopped: count('stopped'),
    diverged: count('diverged'),
    ...(status === 'converged' && { seconds: time / 1e9, updates }),
    ...(objective !== undefined && Number.isFinite(objective) && { objective }),
  };
}

function tuningWith(
  point: StudyPoint,
  algorithm: AlgorithmSpec,
  spec: TuneSpec,
  rows: readonly TuningRow[],
  learningRate: number,
): Tuning {
  const edge = edgeOf(learningRate, spec.learningRate);
  return {
    point: point.index,
    algorithm: algorithm.label,
    by: spec.by,
    rows,
    learningRate,
    ...(edge && { edge }),
  };
}

/** Which end of ascending `rates` a rate is; undefined for one between. */
export function edgeOf(rate: number, rates: readonly number[]): Tuning['edge'] {
  if (rate === rates[0]) return 'lowest';
  return rate === rates.at(-1) ? 'highest' : undefined;
}

function ascending(values: readonly number[]): readonly number[] {
  return [...values].sort((a, b) => a - b);
}

import type { AlgorithmSpec } from '../scenarios/scenario.ts';
import type { PlannedRun, StudyPoint } from './planned-run.ts';
import { mostReplications, replicationsWanted } from './replications.ts';
import { compareIndex, type StudyDesign, tuneIndex } from './study-design.ts';
import type { FinishedRun } from './study-result.ts';
import { followSearch, type Tuning } from './tuning/tuning.ts';
import { tuningOf, withRate } from './tuning/tuning-plan.ts';

/** What a study wants at one point by what is known, finished or not, in the order in which it is best made. */
export interface PointPlan {
  readonly wanted: readonly PlannedRun[];
  /** Of the algorithms whose rates have been found. */
  readonly tunings: readonly Tuning[];
}

/** An algorithm at a point: the search for its rate, and it with the rate that was found. */
interface Contender {
  readonly searching: readonly PlannedRun[];
  readonly tuning: Tuning | undefined;
  /** Undefined until the search is over. */
  readonly tuned: AlgorithmSpec | undefined;
}

/** Follows a study at one point as far as the finished runs lead: first the searches for learning rates, then the comparison. */
export function planAt(
  design: StudyDesign,
  point: StudyPoint,
  finished: ReadonlyMap<number, FinishedRun>,
): PointPlan {
  const contenders = point.scenario.algorithms.map((algorithm, a) =>
    contenderOf(design, point, algorithm, a, finished),
  );
  const searching = contenders.flatMap((contender) => contender.searching);
  const tunings = contenders.flatMap(({ tuning }) => tuning ?? []);
  const comparing = design.stage === 'tune' ? [] : comparisonOf(design, point, contenders, finished);
  return { wanted: [...searching, ...comparing], tunings };
}

function contenderOf(
  design: StudyDesign,
  point: StudyPoint,
  algorithm: AlgorithmSpec,
  a: number,
  finished: ReadonlyMap<number, FinishedRun>,
): Contender {
  const spec = tuningOf(point.scenario, algorithm);
  if (!spec) return { searching: [], tuning: undefined, tuned: withRate(algorithm, undefined) };
  const given = design.tunings?.find(
    (tuning) => tuning.point === point.index && tuning.algorithm === algorithm.label,
  );
  if (given) return { searching: [], tuning: given, tuned: withRate(algorithm, given.learningRate) };
  const { wanted, tuning } = followSearch(
    point,
    algorithm,
    spec,
    (k) => tuneIndex(design, point, a, k),
    finished,
  );
  return { searching: wanted, tuning, tuned: tuning && withRate(algorithm, tuning.learningRate) };
}

/** The runs of the comparison, for the algorithms that have their rates. */
function comparisonOf(
  design: StudyDesign,
  point: StudyPoint,
  contenders: readonly Contender[],
  finished: ReadonlyMap<number, FinishedRun>,
): readonly PlannedRun[] {
  const { scenario } = point;
  const most = mostReplications(scenario.replications);
  const runs = contenders.map((_, a) =>
    Array.from({ length: most }, (__, r) => finished.get(compareIndex(design, point, a, r))),
  );
  const wanted = replicationsWanted(scenario.replications, runs);
  return contenders.flatMap(({ tuned }, a) =>
    tuned === undefined
      ? []
      : Array.from({ length: wanted }, (_, r): PlannedRun => {
          const index = compareIndex(design, point, a, r);
          return { index, purpose: 'compare', point, scenario, algorithm: tuned, replication: r + 1 };
        }),
  );
}

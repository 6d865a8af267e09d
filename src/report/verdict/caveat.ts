import type { StudyPoint } from '../../studies/planned-run.ts';
import type { StudyResult } from '../../studies/study-result.ts';
import type { AlgorithmRuns } from '../../studies/study-summary.ts';
import type { Tuning } from '../../studies/tuning/tuning.ts';

/** Why a comparison is unfair or weak. */
export type CaveatKind =
  | 'shared-rate'
  | 'diverging-rate'
  | 'lowest-rate'
  | 'highest-rate'
  | 'no-stable-rate'
  | 'missed-while-tuning'
  | 'missing-pushes'
  | 'few-clocks';

/** What a reader of a study's verdict must know to read it rightly. Plain data that survives JSON. */
export interface Caveat {
  readonly kind: CaveatKind;
  /** The labels of the algorithms that it is about. */
  readonly algorithms: readonly string[];
  /** At which points of the sweep it holds, from 0. */
  readonly points: readonly number[];
  /** What is the case, and what to do about it. */
  readonly sentence: string;
}

/** One algorithm at one point of which a caveat holds. */
export interface Finding {
  readonly kind: CaveatKind;
  readonly algorithm: string;
  readonly point: StudyPoint;
  /** A learning rate, or a number of clocks, as the kind has it. */
  readonly value: number;
}

/** What is known of one point. */
export interface PointFacts {
  readonly point: StudyPoint;
  readonly groups: readonly AlgorithmRuns[];
  readonly tunings: readonly Tuning[];
}

/** The tuning of an algorithm at a point; undefined where it kept the rate that the scenario gives. */
export function tuningAt({ tunings }: Pick<PointFacts, 'tunings'>, algorithm: string): Tuning | undefined {
  return tunings.find((tuning) => tuning.algorithm === algorithm);
}

/** The points of a study with what is known of each. */
export function factsByPoint(
  { points, tunings }: Pick<StudyResult, 'points' | 'tunings'>,
  groups: readonly AlgorithmRuns[],
): readonly PointFacts[] {
  return points.map((point) => ({
    point,
    groups: groups.filter((group) => group.point.index === point.index),
    tunings: tunings.filter((tuning) => tuning.point === point.index),
  }));
}

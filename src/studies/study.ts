import type { RunOutcome } from '../simulation/run-result.ts';
import type { PlannedRun, StudyPoint } from './planned-run.ts';
import { planAt } from './point-plan.ts';
import type { StudyDesign } from './study-design.ts';
import type { FinishedRun, StudyResult } from './study-result.ts';

/**
 * A study under way. It is plain data that does not change: `withRun` makes the study that knows one run more, and `pending` says which
 * runs it wants now. Whoever makes the runs may do so in any order, on any number of threads: each decision (which learning
 * rate, how many replications) waits for the runs that it is about and looks at them in the order of the plan, so that the study
 * ends with the same runs whatever finished first.
 *
 *     let study = startStudy(design);
 *     for (let wanted = pending(study); wanted.length > 0; wanted = pending(study)) {
 *       study = withRun(study, make(wanted[0]!));
 *     }
 */
export interface StudyState<R extends RunOutcome = RunOutcome> {
  readonly design: StudyDesign;
  /** By the index of their point. */
  readonly parts: readonly PointStudy<R>[];
}

/** The part of a study that is about one point of the sweep. */
export interface PointStudy<R extends RunOutcome = RunOutcome> {
  readonly design: StudyDesign;
  readonly point: StudyPoint;
  /** By the index of their plan. */
  readonly finished: ReadonlyMap<number, FinishedRun<R>>;
}

/** A study of which nothing is known yet. */
export function startStudy<R extends RunOutcome = RunOutcome>(design: StudyDesign): StudyState<R> {
  return { design, parts: design.points.map((point) => ({ design, point, finished: new Map() })) };
}

/** The study with one more run; a run that it has already is replaced. */
export function withRun<R extends RunOutcome>(study: StudyState<R>, run: FinishedRun<R>): StudyState<R> {
  const { index } = run.plan.point;
  const parts = study.parts.map((part) =>
    part.point.index === index
      ? { ...part, finished: new Map(part.finished).set(run.plan.index, run) }
      : part,
  );
  return { ...study, parts };
}

/**
 * The runs that the study wants and does not have, best made in this order. None are left when it is complete. A run that is wanted stays wanted:
 * what finishes later never takes one back.
 */
export function pending(study: StudyState): readonly PlannedRun[] {
  return study.parts.flatMap((part) => planOf(part).wanted.filter(({ index }) => !part.finished.has(index)));
}

/** What is known so far, in the order of the result files. */
export function resultOf<R extends RunOutcome>(study: StudyState<R>): StudyResult<R> {
  const finished = study.parts.flatMap((part) => [...part.finished.values()]);
  const inOrder = finished.sort((a, b) => a.plan.index - b.plan.index);
  const plans = study.parts.map(planOf);
  return {
    ...study.design,
    runs: inOrder.filter(({ plan }) => plan.purpose === 'compare'),
    tuningRuns: inOrder.filter(({ plan }) => plan.purpose === 'tune'),
    tunings: plans.flatMap(({ tunings }) => tunings),
    complete: pending(study).length === 0,
    planned: plans.reduce((sum, { wanted }) => sum + wanted.length, 0),
  };
}

/** Kept for as long as nothing new is known of a point. */
const plans = new WeakMap<PointStudy, ReturnType<typeof planAt>>();

function planOf(part: PointStudy): ReturnType<typeof planAt> {
  const known = plans.get(part) ?? planAt(part.design, part.point, part.finished);
  plans.set(part, known);
  return known;
}

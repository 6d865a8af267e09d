import type { SimTime } from '../engine/time.ts';
import type { Evaluation } from './learning.ts';
import type { CurvePoint, RunStatus } from './run-result.ts';

/** Past this many times its first objective a run has diverged. */
const DIVERGENCE = 1000;

/** When to look: after every so many updates, or at the first update of every so many nanoseconds. */
export type EvaluateEvery = { readonly updates: number } | { readonly nanoseconds: number };

/** Where a run is. */
export interface Position {
  readonly time: SimTime;
  readonly updates: number;
  readonly clocksMin: number;
  readonly clocksMax: number;
}

/** What ends a run as converged: the objective is at most so much, or the accuracy at least. */
export interface Target {
  readonly objective: number | undefined;
  readonly accuracy: number | undefined;
}

/** Keeps the curve, says when an evaluation is due, and reads from it how things stand. */
export class Evaluator {
  readonly curve: CurvePoint[] = [];
  readonly #every: EvaluateEvery;
  readonly #target: Target;
  #nextUpdate = Number.POSITIVE_INFINITY;
  #nextTime = Number.POSITIVE_INFINITY;

  constructor(every: EvaluateEvery, target: Target) {
    this.#every = every;
    this.#target = target;
    if ('updates' in every) this.#nextUpdate = every.updates;
    else this.#nextTime = every.nanoseconds;
  }

  /** The last evaluation. There is always one: of w0 at time 0. */
  get last(): CurvePoint {
    return this.curve.at(-1)!;
  }

  /** Whether an update that has brought the run to `position` makes an evaluation due. */
  isDue({ updates, time }: Pick<Position, 'updates' | 'time'>): boolean {
    if (updates < this.#nextUpdate && time < this.#nextTime) return false;
    if ('updates' in this.#every) this.#nextUpdate += this.#every.updates;
    else this.#nextTime = (Math.floor(time / this.#every.nanoseconds) + 1) * this.#every.nanoseconds;
    return true;
  }

  /** Adds a point to the curve. Returns how the run has ended by it, or undefined when it goes on. */
  record(position: Position, { objective, accuracy, testLoss }: Evaluation): RunStatus | undefined {
    this.curve.push({ ...position, objective, accuracy, testLoss });
    if (objective === undefined) return undefined;
    const first = this.curve[0]!.objective!;
    if (!Number.isFinite(objective) || objective > DIVERGENCE * first) return 'diverged';
    return this.#isReached(objective, accuracy) ? 'converged' : undefined;
  }

  #isReached(objective: number, accuracy: number | undefined): boolean {
    const { objective: most = Number.NEGATIVE_INFINITY, accuracy: least } = this.#target;
    return objective <= most || (least !== undefined && accuracy !== undefined && accuracy >= least);
  }
}

import { convexLineSearch } from './line-search.ts';
import { axpy, combineInto, dot, norm, scale } from './vector.ts';

/** The function to minimise. */
export interface SmoothFunction {
  /** Returns the value at `point` and overwrites `gradient` with the gradient there. Both [d]. */
  valueAndGradient(gradient: Float64Array, point: Float64Array): number;
}

/** One iterate of the minimisation. The vectors are borrowed until the next iteration. */
export interface LbfgsState {
  readonly iterations: number;
  readonly point: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  readonly gradientNorm: number;
}

/** Pairs of steps and changes of gradient that are remembered. */
const MEMORY = 10;

/**
 * Minimises a convex function by limited-memory BFGS (Nocedal 1980; Nocedal and Wright, Algorithm 7.4). Yields the start and every
 * iterate; the caller decides when to stop. Ends by itself when no step decreases the function any more.
 */
export function* lbfgs(f: SmoothFunction, start: Float64Array): Generator<LbfgsState, void> {
  let point = start.slice();
  let gradient = new Float64Array(point.length);
  let value = f.valueAndGradient(gradient, point);
  let nextPoint = new Float64Array(point.length);
  let nextGradient = new Float64Array(point.length);
  const direction = new Float64Array(point.length);
  const history = new CurvatureHistory();

  for (let iterations = 0; ; iterations++) {
    const gradientNorm = norm(gradient);
    yield { iterations, point, value, gradient, gradientNorm };
    if (gradientNorm === 0) return;
    history.descentDirection(direction, gradient);
    const slope = dot(direction, gradient);
    let nextValue = value;
    const at = (step: number) => {
      combineInto(nextPoint, point, step, direction);
      nextValue = f.valueAndGradient(nextGradient, nextPoint);
      return { value: nextValue, slope: dot(direction, nextGradient) };
    };
    const first = history.isEmpty ? Math.min(1, 1 / gradientNorm) : 1;
    const step = slope < 0 ? convexLineSearch({ value, slope }, first, at) : undefined;
    if (step === undefined) {
      // Rounding has spoilt the direction: try once more along the gradient, then give up.
      if (history.isEmpty) return;
      history.clear();
      continue;
    }
    history.add(nextPoint, point, nextGradient, gradient);
    [point, nextPoint] = [nextPoint, point];
    [gradient, nextGradient] = [nextGradient, gradient];
    value = nextValue;
  }
}

interface CurvaturePair {
  /** Step s. */
  readonly step: Float64Array;
  /** Change of gradient y. */
  readonly change: Float64Array;
  /** y·s */
  readonly curvature: number;
}

/** The latest steps and the changes of the gradient that they caused, oldest first. */
class CurvatureHistory {
  readonly #pairs: CurvaturePair[] = [];

  get isEmpty(): boolean {
    return this.#pairs.length === 0;
  }

  clear(): void {
    this.#pairs.length = 0;
  }

  /** Adds a pair, unless rounding has given it a curvature that is not positive. */
  add(point: Float64Array, previous: Float64Array, gradient: Float64Array, before: Float64Array): void {
    const recycled = this.#pairs.length === MEMORY ? this.#pairs.shift() : undefined;
    const step = recycled?.step ?? new Float64Array(point.length);
    const change = recycled?.change ?? new Float64Array(point.length);
    combineInto(step, point, -1, previous);
    combineInto(change, gradient, -1, before);
    const curvature = dot(step, change);
    if (curvature > 0) this.#pairs.push({ step, change, curvature });
  }

  /** The two-loop recursion: direction = −H · gradient. */
  descentDirection(direction: Float64Array, gradient: Float64Array): void {
    direction.set(gradient);
    const weights = this.#pairs.map(() => 0);
    for (let k = this.#pairs.length - 1; k >= 0; k--) {
      const { step, change, curvature } = this.#pairs[k]!;
      weights[k] = dot(step, direction) / curvature;
      axpy(direction, -weights[k]!, change);
    }
    const latest = this.#pairs.at(-1);
    if (latest) scale(direction, latest.curvature / dot(latest.change, latest.change));
    this.#pairs.forEach(({ step, change, curvature }, k) => {
      axpy(direction, weights[k]! - dot(change, direction) / curvature, step);
    });
    scale(direction, -1);
  }
}

/** The value of a function of one variable and its derivative at one point. */
export interface SlopedValue {
  readonly value: number;
  readonly slope: number;
}

/** The slope must have fallen to this fraction of the first slope. */
const CURVATURE = 0.9;
/** The value must have fallen by this fraction of the decrease that the first slope predicts. */
const DECREASE = 1e-4;
/** Values whose relative difference is smaller than this differ by rounding only. */
const ROUNDING = 1e-13;
const MOST_TRIALS = 60;

/**
 * Finds a step that satisfies the strong Wolfe conditions on a convex function; returns undefined when none is found.
 *
 * The slope of a convex function only grows, so its sign brackets the minimum. Near the optimum, where values differ by rounding
 * alone, the slope decides (approximate Wolfe conditions: Hager and Zhang, SIAM J. Optim. 2005).
 *
 * `start.slope` < 0; `at(step)` evaluates; `first` is tried first.
 */
export function convexLineSearch(
  start: SlopedValue,
  first: number,
  at: (step: number) => SlopedValue,
): number | undefined {
  let low = 0;
  let lowSlope = start.slope;
  let high = Number.POSITIVE_INFINITY;
  let highSlope = Number.NaN;
  let step = first;
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    const { value, slope } = at(step);
    if (isAcceptable(start, step, value, slope)) return step;
    if (slope < 0 && value <= start.value) {
      low = step;
      lowSlope = slope;
    } else {
      high = step;
      highSlope = Number.isFinite(value) ? slope : Number.NaN;
    }
    step = high === Number.POSITIVE_INFINITY ? 4 * step : between(low, lowSlope, high, highSlope);
  }
  return undefined;
}

function isAcceptable(start: SlopedValue, step: number, value: number, slope: number): boolean {
  if (!(Math.abs(slope) <= CURVATURE * -start.slope)) return false;
  if (value <= start.value + DECREASE * step * start.slope) return true;
  const equal = value <= start.value + ROUNDING * Math.abs(start.value);
  return equal && slope <= (1 - 2 * DECREASE) * -start.slope;
}

/** Returns the zero of the secant of the slopes, kept away from the ends; the middle where there is no secant. */
function between(low: number, lowSlope: number, high: number, highSlope: number): number {
  const width = high - low;
  const part = lowSlope / (lowSlope - highSlope);
  if (!(part >= 0 && part <= 1)) return low + width / 2;
  return low + width * Math.min(0.9, Math.max(0.1, part));
}

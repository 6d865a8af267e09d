/** The least value of F and where it is, with what is known about how exact that is. */
export interface Optimum {
  /** [d] */
  readonly parameters: Float64Array;
  /** F(parameters). */
  readonly objective: number;
  /** A proven bound on objective − min F; undefined where there is no proof. */
  readonly certifiedGap: number | undefined;
  readonly iterations: number;
  /** Whether `parameters` are the optimum to the accuracy asked for. */
  readonly attained: boolean;
  /** Why it is, or is not: one sentence. */
  readonly reason: string;
}

/** How far a solution has come. */
export interface OptimumProgress {
  readonly iterations: number;
  readonly objective: number;
  readonly certifiedGap: number | undefined;
}

/** When to stop. */
export interface OptimumLimits {
  /** Accuracy asked for: gap ≤ accuracy · objective. */
  readonly accuracy: number;
  readonly maxIterations: number;
}

/** Measured values, sorted, and what every method needs of them. */
export interface Sample {
  /** Ascending. [n] */
  readonly values: Float64Array;
  readonly mean: number;
  /** (1/n) Σ (x − mean)² */
  readonly variance: number;
  /** (1/n) Σ log x; NaN where a value is not above 0. */
  readonly meanLog: number;
}

/** A distribution with the parameters that suit a sample best. */
export interface Fit {
  /** As a scenario file writes them. */
  readonly parameters: Readonly<Record<string, number>>;
  /** log f(x) */
  logDensity(x: number): number;
  /** F(x) */
  cdf(x: number): number;
}

/** How the parameters of one distribution of the registry are found. */
export interface FitMethod {
  readonly distribution: string;
  /** For the docs: `maximum likelihood`. */
  readonly method: string;
  /** Undefined where this distribution cannot have given such a sample. */
  estimate(sample: Sample): Fit | undefined;
}

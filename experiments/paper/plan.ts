/** How much work the figures may cost. */
export interface Plan {
  readonly quick: boolean;
  /** Runs of everything that a claim rests on. Intervals need five or more. */
  readonly replications: number;
  /** Learning rates that every system tries. */
  readonly rates: number;
  /** Seeds on which it tries each. */
  readonly searchSeeds: number;
  /** LIBSVM files to be used instead of the synthetic data. */
  readonly files: Readonly<Partial<Record<DataName, string>>>;
}

export type DataName = 'URL' | 'CTR';
export type ModelName = 'LR' | 'SVM';

/** From how many runs on an interval is given. */
export const INTERVAL_FROM = 5;

export const fullPlan: Plan = { quick: false, replications: 10, rates: 11, searchSeeds: 3, files: {} };

/** Fewer runs and rates: whether everything works and about where it ends. */
export const quickPlan: Plan = { quick: true, replications: 2, rates: 6, searchSeeds: 1, files: {} };

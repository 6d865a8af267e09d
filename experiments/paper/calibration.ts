import { readFileSync } from 'node:fs';
import type { DataName, ModelName } from './plan.ts';

/** How the synthetic data are made; the options of `sparse-zipf`. */
export interface DataShape {
  readonly rows: number;
  readonly features: number;
  readonly nonzerosPerRow: number;
  readonly exponent: number;
  readonly noise: number;
  readonly positives: number;
}

/** What was fitted once, to the HL = 1 columns of logistic regression in Table 3, by calibrate.ts. Everything else is predicted. */
export interface Calibration {
  readonly data: Readonly<Record<DataName, DataShape & { readonly share: number }>>;
  /** By model and data: the objective of the best constant prediction, that of the optimum, and the threshold between. */
  readonly thresholds: Readonly<Record<`${ModelName} ${DataName}`, Threshold>>;
  readonly costs: Costs;
}

/** From the constant prediction to the optimum the objective has to go `share` of the way. */
export interface Threshold {
  readonly constant: number;
  readonly optimum: number;
  readonly objective: number;
}

/** Constants of time. docs/paper.md explains each. */
export interface Costs {
  /** Seconds that a worker of the prototype computes for a clock. */
  readonly clock: Readonly<Record<DataName, number>>;
  /** Standard deviation of the logarithm of a clock's computing time. */
  readonly jitter: number;
  /** TensorFlow: how many times as long computing takes. */
  readonly tensorFlow: number;
  readonly spark: {
    /** How many times as long computing takes. */
    readonly slower: number;
    /** Bytes a second that go through the driver, each way. */
    readonly driver: number;
    /** Seconds to launch the tasks of a clock. */
    readonly launch: number;
  };
}

export function readCalibration(): Calibration {
  return JSON.parse(readFileSync(new URL('calibration.json', import.meta.url), 'utf8')) as Calibration;
}

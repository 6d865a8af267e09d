import { fileURLToPath } from 'node:url';
import { InputError } from '../../src/base/errors.ts';
import { readInputFile } from '../../src/files/input-file.ts';
import type { DataName, ModelName } from './plan.ts';

/** How the synthetic data are made; the options of `sparse-zipf`. */
export interface DataShape {
  readonly rows: number;
  readonly features: number;
  readonly nonzerosPerRow: number;
  readonly exponent: number;
  readonly noise: number;
  readonly positives: number;
  /** Whether every example has a feature more, which is always 1. */
  readonly intercept: boolean;
}

/** A shape, and how far a run on such data has to come. */
export interface FittedShape extends DataShape {
  readonly share: number;
}

/** What was fitted once, to the HL = 1 columns of logistic regression in Table 3, by calibrate.ts. Everything else is predicted. */
export interface Calibration {
  readonly data: Readonly<Record<DataName, FittedShape>>;
  /** By model and data. */
  readonly thresholds: Readonly<Record<`${ModelName} ${DataName}`, Threshold>>;
  readonly costs: Costs;
}

/** From the best constant prediction to the optimum the objective has to go `share` of the way. Without an intercept zero is the only constant. */
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

/** A shape that was tried for one of the data sets, and how well its best share fits. */
export interface TriedShape {
  readonly data: DataName;
  readonly shape: FittedShape;
  /** Mean |log(ours / paper's)| of the updates to the threshold at HL = 1. */
  readonly error: number;
  readonly thresholds: Readonly<Record<ModelName, Threshold>>;
}

/** All that calibrate.ts has tried, in its order. */
export function readTriedShapes(): readonly TriedShape[] {
  return JSON.parse(readInputFile(fileURLToPath(new URL('shapes.json', import.meta.url))).text);
}

/** `calibration` with another shape for one of the data sets. */
export function withShape(calibration: Calibration, { data, shape, thresholds }: TriedShape): Calibration {
  return {
    ...calibration,
    data: { ...calibration.data, [data]: shape },
    thresholds: {
      ...calibration.thresholds,
      [`LR ${data}`]: thresholds.LR,
      [`SVM ${data}`]: thresholds.SVM,
    },
  };
}

/**
 * That which was fitted, or another one of its form.
 * @throws InputError for a file that is none.
 */
export function readCalibration(
  file = fileURLToPath(new URL('calibration.json', import.meta.url)),
): Calibration {
  const { text } = readInputFile(file);
  const calibration = parsed(text);
  const missing = ['data', 'thresholds', 'costs'].filter((key) => !(key in calibration));
  if (missing.length === 0) return calibration as unknown as Calibration;
  throw new InputError({
    file,
    message: `no calibration: ${missing.join(', ')} missing`,
    hint: 'npx tsx experiments/paper/calibrate.ts writes one',
  });
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** An estimate, and the bounds between which the truth lies with a stated probability; undefined where there is too little to go by. */
export interface Estimate {
  readonly value: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** The probability with which the intervals of a study hold the truth. */
export const CONFIDENCE = 0.95;

/** What computing costs, in seconds on the reference machine. */
export interface ComputeCost {
  /** None where not given. */
  readonly perClock?: number;
  readonly perBatch: number;
  readonly perExample: number;
  readonly perNonzero: number;
}

/** What a clock contains. */
export interface ClockContents {
  readonly batches: number;
  readonly examples: number;
  readonly nonzeros: number;
}

/** Seconds on the reference machine: perClock + perBatch · batches + perExample · examples + perNonzero · nonzeros. */
export function workSeconds(cost: ComputeCost, { batches, examples, nonzeros }: ClockContents): number {
  const ofBatches = cost.perBatch * batches + cost.perExample * examples + cost.perNonzero * nonzeros;
  return ofBatches + (cost.perClock ?? 0);
}

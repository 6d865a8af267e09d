/** Mean and largest staleness of updates, for each worker and over all. */
export class StalenessTally {
  readonly #sums: Float64Array;
  readonly #largest: Float64Array;
  readonly #counts: Uint32Array;

  constructor(workerCount: number) {
    this.#sums = new Float64Array(workerCount);
    this.#largest = new Float64Array(workerCount);
    this.#counts = new Uint32Array(workerCount);
  }

  add(worker: number, staleness: number): void {
    this.#sums[worker] = this.#sums[worker]! + staleness;
    this.#counts[worker] = this.#counts[worker]! + 1;
    if (staleness > this.#largest[worker]!) this.#largest[worker] = staleness;
  }

  /** Of one worker's updates; undefined where there are none. */
  of(worker: number): StalenessSummary {
    return summary(this.#sums[worker]!, this.#counts[worker]!, this.#largest[worker]!);
  }

  /** Over all workers. */
  overall(): StalenessSummary {
    let sum = 0;
    let count = 0;
    let largest = 0;
    for (let worker = 0; worker < this.#sums.length; worker++) {
      sum += this.#sums[worker]!;
      count += this.#counts[worker]!;
      largest = Math.max(largest, this.#largest[worker]!);
    }
    return summary(sum, count, largest);
  }
}

/** What results say of staleness. */
export interface StalenessSummary {
  readonly stalenessMean: number | undefined;
  readonly stalenessMax: number | undefined;
}

function summary(sum: number, count: number, largest: number): StalenessSummary {
  return count === 0
    ? { stalenessMean: undefined, stalenessMax: undefined }
    : { stalenessMean: sum / count, stalenessMax: largest };
}

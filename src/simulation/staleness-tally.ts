import { type StalenessBin, stalenessBin, stalenessBins } from './staleness-bins.ts';

/** Mean and largest staleness of updates, for each worker and over all, and how often each staleness came. */
export class StalenessTally {
  readonly #sums: Float64Array;
  readonly #largest: Float64Array;
  readonly #counts: Uint32Array;
  /** Updates in each bin of staleness. */
  #histogram = new Float64Array(64);

  constructor(workerCount: number) {
    this.#sums = new Float64Array(workerCount);
    this.#largest = new Float64Array(workerCount);
    this.#counts = new Uint32Array(workerCount);
  }

  add(worker: number, staleness: number): void {
    this.#sums[worker] = this.#sums[worker]! + staleness;
    this.#counts[worker] = this.#counts[worker]! + 1;
    if (staleness > this.#largest[worker]!) this.#largest[worker] = staleness;
    this.#countInBin(stalenessBin(staleness));
  }

  /** How often each staleness came, over all workers. */
  histogram(): readonly StalenessBin[] {
    return stalenessBins(this.#histogram);
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

  #countInBin(bin: number): void {
    if (bin >= this.#histogram.length) {
      const wider = new Float64Array(Math.max(bin + 1, 2 * this.#histogram.length));
      wider.set(this.#histogram);
      this.#histogram = wider;
    }
    this.#histogram[bin] = this.#histogram[bin]! + 1;
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

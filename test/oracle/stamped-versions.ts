import type { HolderView } from '../../src/protocols/protocol.ts';
import { viewOf } from '../support/holder.ts';

/**
 * Which version each push is stamped with, by the definition alone and with nothing ever dropped: a push gets V(m), which it
 * raises by one; a pull sets V(m) to the fastest worker's clock, or to what is above every version stamped so far.
 */
export class StampedVersions {
  /** Number of parameters. */
  readonly size: number;
  readonly #clocks: number[];
  /** V */
  readonly #nextVersion: number[];
  /** Pushes of each version, by the number under which they were announced. */
  readonly versions = new Map<number, number[]>();

  readonly #byVersion: boolean;

  constructor(
    workers: number,
    { size = 0, versions = 'by-clock' }: { size?: number; versions?: string } = {},
  ) {
    this.size = size;
    this.#byVersion = versions === 'by-version';
    this.#clocks = new Array<number>(workers).fill(0);
    this.#nextVersion = new Array<number>(workers).fill(0);
  }

  /** The clocks as a rule sees them. */
  get view(): HolderView {
    return viewOf(this.#clocks);
  }

  clockOf(worker: number): number {
    return this.#clocks[worker]!;
  }

  push(worker: number, number: number): void {
    const version = this.#nextVersion[worker]!;
    this.versions.set(version, [...(this.versions.get(version) ?? []), number]);
    this.#nextVersion[worker] = version + 1;
    this.#clocks[worker]! += 1;
  }

  pull(worker: number): void {
    this.#nextVersion[worker] = this.#latest;
  }

  /** Versions of which something is kept: no worker has all of them behind it, nor will a pull give one that is above. */
  live(): number[] {
    const limit = Math.min(...this.#nextVersion, this.#latest);
    return [...this.versions.keys()].filter((version) => version >= limit);
  }

  /** What a pull gives. */
  get #latest(): number {
    return this.#byVersion ? 1 + Math.max(-1, ...this.versions.keys()) : Math.max(...this.#clocks);
  }

  /** 1 / (pushes of the same version) for every push so far, 0 for the others of `count`. */
  weights(count: number): Float64Array {
    const weights = new Float64Array(count);
    for (const pushes of this.versions.values()) for (const push of pushes) weights[push] = 1 / pushes.length;
    return weights;
  }

  /** Σ over versions of the mean of their updates. [size] */
  sumOfMeans(updates: readonly Float64Array[]): Float64Array {
    const weights = this.weights(updates.length);
    const sum = new Float64Array(this.size);
    updates.forEach((update, push) => {
      for (let j = 0; j < sum.length; j++) sum[j] = sum[j]! + weights[push]! * update[j]!;
    });
    return sum;
  }
}

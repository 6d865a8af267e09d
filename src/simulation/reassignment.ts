import type { SimTime } from '../engine/time.ts';
import type { ReassignSpec } from '../scenarios/scenario.ts';
import type { Dealing } from '../workloads/workload.ts';

/** Examples that change hands. */
export interface Move {
  readonly to: number;
  readonly count: number;
}

/**
 * Moves examples from stragglers to the fastest worker, as Jiang et al., SIGMOD 2017, built FlexRR (Harlap et al., SoCC 2016): a worker that
 * has just computed a clock is a straggler when that took more than 1 + `threshold` times as long as the last clock of the worker whose last clock
 * was the shortest; it then gives that worker a `share` of its examples.
 */
export class Reassignment {
  readonly #dealing: Dealing;
  readonly #options: ReassignSpec;
  /** What every worker keeps at least. */
  readonly #least: number;
  /** Of the clock under way, nanoseconds. [workers] */
  readonly #startedAt: Float64Array;
  /** How long the last clock took, nanoseconds; infinite before there is one. [workers] */
  readonly #lasted: Float64Array;

  constructor(dealing: Dealing, options: ReassignSpec, least: number) {
    const { length } = dealing.workers;
    this.#dealing = dealing;
    this.#options = options;
    this.#least = least;
    this.#startedAt = new Float64Array(length);
    this.#lasted = new Float64Array(length).fill(Number.POSITIVE_INFINITY);
  }

  /** `worker` starts to compute a clock. */
  started(worker: number, now: SimTime): void {
    this.#startedAt[worker] = now;
  }

  /** `worker` has computed it. Returns what it gives away, which has been moved. */
  finished(worker: number, now: SimTime): Move | undefined {
    const took = now - this.#startedAt[worker]!;
    this.#lasted[worker] = took;
    const to = this.#fastest();
    const { threshold, share } = this.#options;
    if (took <= (1 + threshold) * this.#lasted[to]!) return undefined;
    const { examples } = this.#dealing.workers[worker]!;
    const count = Math.min(Math.max(1, Math.round(share * examples)), examples - this.#least);
    if (count <= 0) return undefined;
    this.#dealing.move(worker, to, count);
    return { to, count };
  }

  /** The first of those whose last clock was the shortest. */
  #fastest(): number {
    const lasted = this.#lasted;
    let fastest = 0;
    for (let worker = 1; worker < lasted.length; worker++) {
      if (lasted[worker]! < lasted[fastest]!) fastest = worker;
    }
    return fastest;
  }
}

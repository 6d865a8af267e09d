import type { IndexTally } from '../numerics/index-tally.ts';
import type { Support } from '../optimizers/local/local-optimizer.ts';
import type { SparseRows } from './data-set.ts';
import { positionsOf } from './held-parameters.ts';
import { greatestCommonDivisor } from './mini-batches.ts';
import { visitBatches, type Walk } from './walk.ts';

/** What a worker's sparse examples are and how it walks through them. */
export interface TouchedContext extends Walk {
  /** Indices are places in the replica. */
  readonly rows: SparseRows;
  /** Features that the worker holds. */
  readonly heldCount: number;
  /** K */
  readonly outputs: number;
  /** Lent by the workload; as large as the largest replica. */
  readonly tally: IndexTally;
}

/** Lists that come back are kept while they number at most this many and cover at most two epochs: they then take less room than the examples. */
const MOST_KEPT_BATCHES = 512;

/** The positions of a replica that a mini-batch or a clock touches: all K of every feature that occurs in its examples. */
export class TouchedFeatures {
  readonly #context: TouchedContext;
  readonly #batchPeriod: number;
  readonly #clockPeriod: number;
  readonly #ofBatches = new Map<number, Support>();
  readonly #ofClocks = new Map<number, Uint32Array | null>();

  constructor(context: TouchedContext) {
    const { batches, batchesPerClock } = context;
    this.#context = context;
    this.#batchPeriod = this.#worthKeeping(batches.period, 1) ? batches.period : 0;
    const clocks = batches.period / greatestCommonDivisor(batches.period, batchesPerClock);
    this.#clockPeriod = this.#worthKeeping(clocks, batchesPerClock) ? clocks : 0;
  }

  /** Of one mini-batch. Borrowed until the next call. */
  ofBatch(batch: number): Support {
    const key = batch % this.#batchPeriod;
    const kept = this.#ofBatches.get(key);
    if (kept) return kept;
    const { tally, outputs, heldCount } = this.#context;
    this.#collect(batch, 1);
    if (Number.isNaN(key)) return borrowedSupport(tally, outputs);
    tally.sort(heldCount);
    const indices = positionsOf(tally.members, tally.size, outputs);
    const support = { indices, count: indices.length };
    this.#ofBatches.set(key, support);
    return support;
  }

  /** Of all mini-batches of a clock, ascending; null: everything that the worker holds. */
  ofClock(clock: number): Uint32Array | null {
    const key = this.#coversAnEpoch(clock) ? -1 : clock % this.#clockPeriod;
    const kept = this.#ofClocks.get(key);
    if (kept !== undefined) return kept;
    const { tally, outputs, heldCount, batchesPerClock } = this.#context;
    this.#collect(clock * batchesPerClock, batchesPerClock);
    tally.sort(heldCount);
    const positions = tally.size === heldCount ? null : positionsOf(tally.members, tally.size, outputs);
    if (!Number.isNaN(key)) this.#ofClocks.set(key, positions);
    return positions;
  }

  #collect(firstBatch: number, count: number): void {
    const { rows, tally } = this.#context;
    const { offsets, indices } = rows;
    tally.clear();
    visitBatches(this.#context, firstBatch, count, (examples, from, to) => {
      for (let k = from; k < to; k++) {
        const row = examples[k]!;
        tally.addAll(indices, offsets[row]!, offsets[row + 1]!);
      }
    });
  }

  /** Whether `count` lists of `batches` mini-batches each come back and are small enough together. */
  #worthKeeping(count: number, batches: number): boolean {
    const { order, batches: all } = this.#context;
    const examplesEach = Math.min(all.start(batches), all.examples);
    return order.fixed && count <= MOST_KEPT_BATCHES && count * examplesEach <= 2 * all.examples;
  }

  #coversAnEpoch(clock: number): boolean {
    const { batches, batchesPerClock } = this.#context;
    const firstEpoch = Math.ceil(batches.start(clock * batchesPerClock) / batches.examples);
    return (firstEpoch + 1) * batches.examples <= batches.start((clock + 1) * batchesPerClock);
  }
}

/** The members of `tally` as they came, without a copy where a feature is one position. */
function borrowedSupport(tally: IndexTally, outputs: number): Support {
  const indices = outputs === 1 ? tally.members : positionsOf(tally.members, tally.size, outputs);
  return { indices, count: tally.size * outputs };
}

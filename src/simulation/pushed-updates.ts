import type { PushedUpdate } from '../optimizers/server/server-rule.ts';
import type { WorkerShard } from '../workloads/workload.ts';

/** One local update on its way to the server shards. */
interface KeptUpdate {
  worker: number;
  /** The values carried, in the order of the replica. */
  values: Float64Array;
  /** For each value its parameter, counted from the first of its server shard. Unused where the whole replica is carried. */
  indices: Uint32Array;
  /** Values `offsets[s]` to `offsets[s + 1]` go to server shard s. */
  readonly offsets: Uint32Array;
  whole: boolean;
}

/** The updates that have been computed and not yet handled by every server shard. Their memory is used again. */
export class PushedUpdates {
  readonly #workers: readonly WorkerShard[];
  /** First parameter of each server shard. */
  readonly #firsts: readonly number[];
  readonly #kept: (KeptUpdate | undefined)[] = [];
  readonly #spare: KeptUpdate[] = [];

  constructor(workers: readonly WorkerShard[], shardParameters: readonly Float64Array[]) {
    this.#workers = workers;
    let first = 0;
    this.#firsts = shardParameters.map(({ length }) => {
      first += length;
      return first - length;
    });
  }

  /** Keeps what `update` has at the replica positions `carried` (null: at all). Both are copied. */
  keep(push: number, worker: number, update: Float64Array, carried: Uint32Array | null): void {
    const kept = this.#spareFor(carried?.length ?? update.length, carried !== null);
    kept.worker = worker;
    kept.whole = carried === null;
    const { shardOffsets } = this.#workers[worker]!.held;
    if (carried === null) {
      kept.values.set(update);
      kept.offsets.set(shardOffsets);
    } else {
      this.#gather(kept, update, carried, shardOffsets);
    }
    this.#kept[push] = kept;
  }

  /** How many values of `push` go to `shard`. */
  carriedCount(push: number, shard: number): number {
    const { offsets } = this.#kept[push]!;
    return offsets[shard + 1]! - offsets[shard]!;
  }

  /** The part of `push` that goes to `shard`. */
  part(push: number, shard: number): PushedUpdate {
    const { worker, values, indices, offsets, whole } = this.#kept[push]!;
    const start = offsets[shard]!;
    const end = offsets[shard + 1]!;
    return {
      values: values.subarray(start, end),
      indices: whole ? this.#wholeIndices(worker, shard, start, end) : indices.subarray(start, end),
    };
  }

  forget(push: number): void {
    this.#spare.push(this.#kept[push]!);
    this.#kept[push] = undefined;
  }

  #gather(kept: KeptUpdate, update: Float64Array, carried: Uint32Array, shardOffsets: Uint32Array): void {
    const { globalIndices } = this.#workers[kept.worker]!.held;
    let shard = 0;
    kept.offsets[0] = 0;
    for (let k = 0; k < carried.length; k++) {
      const position = carried[k]!;
      while (position >= shardOffsets[shard + 1]!) kept.offsets[++shard] = k;
      kept.values[k] = update[position]!;
      kept.indices[k] = (globalIndices === null ? position : globalIndices[position]!) - this.#firsts[shard]!;
    }
    while (shard < this.#firsts.length) kept.offsets[++shard] = carried.length;
  }

  /** Null when the worker holds the whole shard in its own order. */
  #wholeIndices(worker: number, shard: number, start: number, end: number): Uint32Array | null {
    const { globalIndices } = this.#workers[worker]!.held;
    if (globalIndices === null) return null;
    const first = this.#firsts[shard]!;
    const indices = globalIndices.subarray(start, end);
    return first === 0 ? indices : indices.map((index) => index - first);
  }

  #spareFor(count: number, indexed: boolean): KeptUpdate {
    const spare = this.#spare.pop() ?? {
      worker: 0,
      values: new Float64Array(0),
      indices: new Uint32Array(0),
      offsets: new Uint32Array(this.#firsts.length + 1),
      whole: false,
    };
    if (spare.values.length < count) spare.values = new Float64Array(count);
    if (indexed && spare.indices.length < count) spare.indices = new Uint32Array(count);
    return spare;
  }
}

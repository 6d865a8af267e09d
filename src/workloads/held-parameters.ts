import { IndexTally } from '../numerics/index-tally.ts';
import type { SparseRows } from './data-set.ts';
import type { HeldParameters } from './workload.ts';

/** Server shard s has parameters ⌊s·d/S⌋ to ⌊(s+1)·d/S⌋. [S + 1] */
export function serverShardOffsets(parameterCount: number, shardCount: number): Uint32Array {
  return new Uint32Array(shardCount + 1).map((_, s) => firstOfShard(s, parameterCount, shardCount));
}

/** How many parameters each server shard has. They may be more than can be numbered: without mathematics they are only counted. [S] */
export function serverShardSizes(parameterCount: number, shardCount: number): readonly number[] {
  const first = (shard: number) => firstOfShard(shard, parameterCount, shardCount);
  return Array.from({ length: shardCount }, (_, shard) => first(shard + 1) - first(shard));
}

function firstOfShard(shard: number, parameterCount: number, shardCount: number): number {
  return Math.floor((shard * parameterCount) / shardCount);
}

/** Number of parameters between each offset and the next. */
export function sizesBetween(offsets: Uint32Array): readonly number[] {
  return Array.from(offsets.subarray(1), (end, index) => end - offsets[index]!);
}

/** What a worker holds: its features in the order of its replica, which keeps the K parameters of a feature together. */
export interface HeldFeatures {
  /** Global feature of each place, or null: all of them in their own order. */
  readonly features: Uint32Array | null;
  /** Number of features held. */
  readonly count: number;
  readonly parameters: HeldParameters;
}

/** Everything, in its own order. */
export function holdEverything(features: number, outputs: number, shardOffsets: Uint32Array): HeldFeatures {
  const parameters = { count: features * outputs, globalIndices: null, shardOffsets };
  return { features: null, count: features, parameters };
}

/** Finds out what workers hold who keep only the features of their own examples. Its tables are as long as the data is wide, so make one for all workers. */
export class LocalFeatures {
  readonly #rows: SparseRows;
  readonly #outputs: number;
  readonly #shardOffsets: Uint32Array;
  /** In how many of the worker's examples a feature occurs. */
  readonly #popularity: IndexTally;

  /** `shardOffsets`: of the server's parameters. */
  constructor(rows: SparseRows, features: number, outputs: number, shardOffsets: Uint32Array) {
    this.#rows = rows;
    this.#outputs = outputs;
    this.#shardOffsets = shardOffsets;
    this.#popularity = new IndexTally(features);
  }

  /**
   * The features that occur in `examples`: by server shard of the first of their K parameters, so that what a shard serves
   * lies together; then a feature that reaches into the next shard last; then by popularity, so that what is used most shares
   * cache lines; then by index.
   */
  of(examples: Uint32Array): HeldFeatures {
    const { offsets, indices } = this.#rows;
    const popularity = this.#popularity;
    popularity.clear();
    for (const example of examples) popularity.addAll(indices, offsets[example]!, offsets[example + 1]!);
    popularity.sort(popularity.counts.length);
    const features = popularity.members.slice(0, popularity.size);
    const shardOffsets = this.#shardOffsets.map((first) => this.#heldBelow(features, first));
    this.#orderByPopularity(features);
    const globalIndices = positionsOf(features, features.length, this.#outputs);
    const parameters = { count: globalIndices.length, globalIndices, shardOffsets };
    return { features, count: features.length, parameters };
  }

  /** How many parameters of `features` (ascending) are below global index `bound`. */
  #heldBelow(features: Uint32Array, bound: number): number {
    const straddling = Math.floor(bound / this.#outputs);
    const whole = lowerBound(features, straddling);
    const part = features[whole] === straddling ? bound % this.#outputs : 0;
    return whole * this.#outputs + part;
  }

  /** Within each server shard; a feature that straddles its end is the last already. */
  #orderByPopularity(features: Uint32Array): void {
    const bounds = this.#shardOffsets;
    const starts = bounds.map((bound) => lowerBound(features, Math.ceil(bound / this.#outputs)));
    const ends = bounds.map((bound) => lowerBound(features, Math.floor(bound / this.#outputs)));
    for (let shard = 0; shard + 1 < bounds.length; shard++) {
      const from = starts[shard]!;
      const to = ends[shard + 1]!;
      if (from < to) sortDescending(features.subarray(from, to), this.#popularity.counts);
    }
  }
}

/** The K positions of each of the first `count` features. */
export function positionsOf(features: Uint32Array, count: number, outputs: number): Uint32Array {
  if (outputs === 1) return features.slice(0, count);
  const positions = new Uint32Array(count * outputs);
  for (let f = 0; f < count; f++) {
    for (let k = 0; k < outputs; k++) positions[f * outputs + k] = features[f]! * outputs + k;
  }
  return positions;
}

/** The first place of the ascending `sorted` whose number is at least `bound`. */
function lowerBound(sorted: Uint32Array, bound: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (sorted[middle]! < bound) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Stable counting sort of `items` by `keys[item]`, the largest first. */
function sortDescending(items: Uint32Array, keys: Uint32Array): void {
  let largest = 0;
  for (const item of items) largest = Math.max(largest, keys[item]!);
  const next = new Uint32Array(largest + 2);
  for (const item of items) next[largest - keys[item]! + 1]!++;
  for (let place = 1; place < next.length; place++) next[place]! += next[place - 1]!;
  for (const item of items.slice()) items[next[largest - keys[item]!]!++] = item;
}

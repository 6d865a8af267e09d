import { assert } from '../../base/assert.ts';
import { choiceOption } from '../../base/options.ts';
import { BitSet, lowestBit } from '../../numerics/bit-set.ts';
import type { HolderView } from '../../protocols/protocol.ts';
import { addScaled } from './add-scaled.ts';
import {
  defineServerRule,
  type HeldPush,
  type KeptVersions,
  type PushedUpdate,
  type ServerRule,
} from './server-rule.ts';

/**
 * DynSGD, Algorithm 2 of Jiang et al., SIGMOD 2017: updates computed on one version of the parameters share one unit of weight, and
 * every later one revises the weight of those before it.
 *
 *     push of m:  v = V(m);  δ = (u − ū(v)) / S(v);  w ← w + δ;  ū(v) ← ū(v) + δ;  S(v) ← S(v) + 1;  V(m) ← V(m) + 1
 *     pull of m:  V(m) ← cmax
 *
 * So w = w0 + Σ over versions of the mean of the updates stamped with it. A version below min(min V, cmax) can receive no
 * more updates and is dropped; the paper drops below min V, but a pull may set V(m) back to cmax, and a version that came back
 * would count twice.
 *
 * Algorithm 2 takes cmax for the clock of the fastest worker; equation 6 sums over the versions below cmax, as if it were above all of them. They differ
 * where a worker pushes on the version that its pull gave it before the fastest gets there. `by-version` reads it as the equation does.
 */
export const dynamic = defineServerRule({
  name: 'dynamic',
  summary: 'Averages the updates computed on one version, revising the average as they arrive.',
  reference: 'Jiang et al., SIGMOD 2017, Algorithm 2',
  options: {
    versions: choiceOption(['by-clock', 'by-version'], {
      description:
        'The version that a pull gives: the clock of the fastest worker, or the one above the highest that an update has been stamped with.',
      default: 'by-clock',
    }),
  },
  pushWeight: (_, workerCount) => 1 / workerCount,
  create: ({ versions }, { workerCount, parameterCount }) =>
    new DynamicRule(workerCount, parameterCount, versions),
});

/** The rule at one server shard. */
export class DynamicRule implements ServerRule {
  /** V: the version with which each worker's next push is stamped. [workers] */
  readonly versionOf: Float64Array;
  readonly #versions: LiveVersions;
  readonly #byVersion: boolean;
  /** 1 + the highest version that an update has been stamped with. */
  #unused = 0;
  /** From this version on all are kept. */
  #keptFrom = Number.POSITIVE_INFINITY;
  /** Work memory: zeros between two calls. [d_shard] */
  readonly #dense: Float64Array;

  constructor(workerCount: number, parameterCount: number, versions: 'by-clock' | 'by-version' = 'by-clock') {
    this.#byVersion = versions === 'by-version';
    this.versionOf = new Float64Array(workerCount);
    this.#versions = new LiveVersions(parameterCount);
    this.#dense = new Float64Array(parameterCount);
  }

  /** The versions that are kept, ascending. */
  get liveVersions(): readonly number[] {
    return this.#versions.indices;
  }

  /** What they take. A version is stored sparse when less than half of its parameters were carried by any of its updates. */
  get kept(): KeptVersions {
    return this.#versions.kept;
  }

  close(parameters: Float64Array, held: readonly HeldPush[], view: HolderView): void {
    for (const push of held) this.#add(parameters, push, view);
  }

  read(worker: number, _parameters: Float64Array, view: HolderView): void {
    this.versionOf[worker] = this.#latest(view);
  }

  #add(parameters: Float64Array, update: HeldPush, view: HolderView): void {
    const { worker } = update;
    const version = this.#versions.at(this.versionOf[worker]!);
    this.#versions.note(version, revise(parameters, version, update, this.#dense));
    version.count += 1;
    const next = this.versionOf[worker]! + 1;
    this.versionOf[worker] = next;
    this.#unused = Math.max(this.#unused, next);
    this.#versions.dropBelow(Math.min(smallest(this.versionOf), this.#latest(view), this.#keptFrom));
  }

  /** V(m) ← `version`, or the lowest that has not been dropped: what was told may have been overtaken on the way. */
  pullStable(worker: number, version: number, answer: Float64Array): void {
    this.versionOf[worker] = this.#versions.takeOut(version, answer);
  }

  keepFrom(version: number): void {
    this.#keptFrom = version;
  }

  /** Nothing more comes of it before it has pulled again: no version is kept for it. */
  leave(worker: number): void {
    this.versionOf[worker] = Number.POSITIVE_INFINITY;
  }

  save(): SavedVersions {
    return this.#versions.save();
  }

  /** The versions are what they were. V stays: it says on which parameters the replicas were computed that workers have now. */
  restore(saved: unknown): void {
    this.#versions.restore(saved as SavedVersions);
  }

  /** cmax: the version that a pull gives. */
  #latest({ maxClock }: HolderView): number {
    return this.#byVersion ? this.#unused : maxClock;
  }
}

/** The global update of one version. */
interface Version {
  /** S(v): 1 + the number of updates it has received. */
  count: number;
  /** ū(v): the mean of those. [d_shard] */
  readonly mean: Float64Array;
  /** The parameters that any of them carried: where ū(v) may differ from 0. */
  readonly carried: BitSet;
  /** How many these are. */
  carriedCount: number;
}

/**
 * δ = (u − ū(v)) / S(v), added to w and to ū(v). Parameters that `update` does not carry have u = 0; those that no update of the version
 * has carried have δ = 0 and are not looked at: of sparse data, most. `dense`: [d_shard] of zeros, left as zeros. Returns how many
 * parameters have been carried.
 */
function revise(
  parameters: Float64Array,
  { count, mean, carried }: Version,
  update: PushedUpdate,
  dense: Float64Array,
): number {
  let carriedCount = 0;
  addScaled(dense, 1, update);
  addCarried(carried, update);
  const { words } = carried;
  for (let k = 0; k < words.length; k++) {
    for (let word = words[k]!; word !== 0; word &= word - 1) {
      const j = 32 * k + lowestBit(word);
      const delta = (dense[j]! - mean[j]!) / count;
      parameters[j] = parameters[j]! + delta;
      mean[j] = mean[j]! + delta;
      dense[j] = 0;
      carriedCount += 1;
    }
  }
  return carriedCount;
}

function addCarried(carried: BitSet, { indices, values }: PushedUpdate): void {
  for (let k = 0; k < values.length; k++) carried.add(indices === null ? k : indices[k]!);
}

/** Copies of the versions that were kept, and below which all had been dropped. */
interface SavedVersions {
  readonly lowest: number;
  readonly versions: readonly (readonly [index: number, version: Version])[];
}

function copyOf({ mean, carried, ...counts }: Version): Version {
  return { ...counts, mean: mean.slice(), carried: carried.copy() };
}

/** The versions that can still receive updates. Memory of dropped ones is used again. */
class LiveVersions {
  readonly #size: number;
  readonly #live = new Map<number, Version>();
  readonly #free: Version[] = [];
  readonly #kept = { count: 0, dense: 0, sparse: 0 };
  #lowest = 0;

  constructor(size: number) {
    this.#size = size;
  }

  get kept(): KeptVersions {
    return this.#kept;
  }

  /** An update has been stamped with `version`, after which `carriedCount` parameters have been carried. */
  note(version: Version, carriedCount: number): void {
    this.#account(version, -1);
    version.carriedCount = carriedCount;
    this.#account(version, 1);
  }

  save(): SavedVersions {
    return { lowest: this.#lowest, versions: [...this.#live].map(([index, it]) => [index, copyOf(it)]) };
  }

  restore({ lowest, versions }: SavedVersions): void {
    this.#live.clear();
    this.#lowest = lowest;
    Object.assign(this.#kept, { count: 0, dense: 0, sparse: 0 });
    for (const [index, version] of versions) {
      this.#live.set(index, copyOf(version));
      this.#account(version, 1);
    }
  }

  get indices(): readonly number[] {
    return [...this.#live.keys()].sort((a, b) => a - b);
  }

  /** Version `index`, made when it is first asked for. */
  at(index: number): Version {
    assert(index >= this.#lowest, () => `version ${index} was dropped and cannot return`);
    const known = this.#live.get(index);
    if (known) return known;
    const made = this.#fresh();
    this.#live.set(index, made);
    this.#account(made, 1);
    return made;
  }

  /** Takes ū(v) of every v from `version` on out of `answer`. Returns `version`, or the lowest that has not been dropped. */
  takeOut(version: number, answer: Float64Array): number {
    for (const index of this.indices) {
      if (index < version) continue;
      const { mean } = this.#live.get(index)!;
      for (let j = 0; j < answer.length; j++) answer[j] = answer[j]! - mean[j]!;
    }
    return Math.max(version, this.#lowest);
  }

  dropBelow(limit: number): void {
    for (; this.#lowest < limit; this.#lowest++) {
      const dropped = this.#live.get(this.#lowest);
      if (!dropped) continue;
      this.#account(dropped, -1);
      this.#free.push(dropped);
      this.#live.delete(this.#lowest);
    }
  }

  /** `sign`: 1 when there is one more, −1 when there is one less. */
  #account({ carriedCount }: Version, sign: number): void {
    const isSparse = 2 * carriedCount < this.#size;
    this.#kept.count += sign;
    this.#kept[isSparse ? 'sparse' : 'dense'] += sign * (isSparse ? carriedCount : this.#size);
  }

  #fresh(): Version {
    const used = this.#free.pop();
    if (!used) {
      const [mean, carried] = [new Float64Array(this.#size), new BitSet(this.#size)];
      return { count: 1, mean, carried, carriedCount: 0 };
    }
    used.count = 1;
    used.carriedCount = 0;
    used.mean.fill(0);
    used.carried.clear();
    return used;
  }
}

function smallest(values: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < values.length; i++) if (values[i]! < least) least = values[i]!;
  return least;
}

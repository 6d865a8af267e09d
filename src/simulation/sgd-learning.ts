import type { Compressor, Encoding } from '../optimizers/compression/compression.ts';
import type { LocalOptimizer } from '../optimizers/local/local-optimizer.ts';
import type { Schedule } from '../optimizers/schedules/schedule.ts';
import type { HeldPush, ServerRule } from '../optimizers/server/server-rule.ts';
import type { HolderView, Push } from '../protocols/protocol.ts';
import { serverShardOffsets } from '../workloads/held-parameters.ts';
import type { HeldParameters, Workload } from '../workloads/workload.ts';
import { workSeconds } from './compute-cost.ts';
import { HeldRound } from './held-round.ts';
import { type Evaluation, type Learning, NOTHING } from './learning.ts';
import { PushedUpdates } from './pushed-updates.ts';
import { type Scale, scaledCount } from './scale.ts';
import { type VersionsResult, VersionsTally } from './versions-tally.ts';
import { denseSize, type MessageSize, updateSize, type WireFormat } from './wire-format.ts';

/** What SgdLearning is made of. */
export interface SgdParts {
  readonly workload: Workload;
  readonly scale: Scale;
  readonly wire: WireFormat;
  readonly schedule: Schedule;
  /** Makes what a worker that holds `count` parameters computes its steps with. */
  makeOptimizer(count: number): LocalOptimizer;
  readonly shardCount: number;
  /** Makes the server rule of a shard, as it is at the start. */
  makeRule(shard: number): ServerRule;
  /** Undefined where pushes are sent whole. */
  readonly compression: CompressedPushes | undefined;
  /** Whether nothing is computed: the clockwork is the same, but where compression looks at values. */
  readonly isTimedOnly: boolean;
}

/** What is sent of updates, and how it is written. */
export interface CompressedPushes {
  /** Makes what a worker that holds `count` parameters compresses its updates with. */
  makeCompressor(worker: number, count: number): Compressor;
  readonly encoding: Encoding | undefined;
}

/** Real SGD: replicas, local updates, and parameters split over the server shards. */
export class SgdLearning implements Learning {
  readonly parameters: Float64Array;
  readonly #parts: SgdParts;
  readonly #updates: PushedUpdates;
  /** Views of `parameters`, one per server shard. */
  readonly #shardParameters: readonly Float64Array[];
  readonly #replicas: readonly Float64Array[];
  readonly #optimizers: LocalOptimizer[];
  readonly #rules: ServerRule[];
  /** What each shard holds of its round. */
  readonly #held: readonly HeldRound[];
  /** Undefined where pushes are sent whole. */
  readonly #compressors: Compressor[] | undefined;
  /** What each shard has saved, if anything. */
  readonly #saved: (SavedShard | undefined)[] = [];
  readonly #versions: readonly VersionsTally[];
  readonly #scratch: Float64Array;

  constructor(parts: SgdParts) {
    const { workload, shardCount } = parts;
    this.#parts = parts;
    this.parameters = workload.initial.slice();
    const offsets = serverShardOffsets(workload.parameterCount, shardCount);
    this.#rules = Array.from({ length: shardCount }, (_, shard) => parts.makeRule(shard));
    this.#shardParameters = this.#rules.map((_, shard) =>
      this.parameters.subarray(offsets[shard]!, offsets[shard + 1]!),
    );
    this.#held = this.#rules.map(() => new HeldRound());
    this.#updates = new PushedUpdates(workload.workers, this.#shardParameters);
    this.#replicas = workload.workers.map(({ held }) => initialReplica(workload.initial, held));
    this.#optimizers = workload.workers.map(({ held }) => parts.makeOptimizer(held.count));
    this.#versions = this.#rules.map(() => new VersionsTally(parts.wire, parts.scale));
    const { compression } = parts;
    this.#compressors =
      compression &&
      workload.workers.map(({ held }, worker) => compression.makeCompressor(worker, held.count));
    this.#scratch = new Float64Array(
      workload.workers.reduce((most, { held }) => Math.max(most, held.count), 0),
    );
  }

  workOf(worker: number, clock: number): number {
    const { scale, workload } = this.#parts;
    return workSeconds(scale.cost, workload.workers[worker]!.plan(clock));
  }

  computeUpdate(push: number, worker: number, clock: number): void {
    const { workload, schedule } = this.#parts;
    const shard = workload.workers[worker]!;
    const update = this.#scratch.subarray(0, shard.held.count).fill(0);
    if (!this.#parts.isTimedOnly)
      shard.train(clock, this.#replicas[worker]!, update, schedule(clock), this.#optimizers[worker]!);
    const { carried } = shard.plan(clock);
    const compressor = this.#compressors?.[worker];
    const sent = compressor ? compressor.compress(update, carried, clock) : carried;
    this.#updates.keep(push, worker, update, sent);
  }

  pushSize(push: number, worker: number, shard: number): MessageSize {
    const { scale, wire, compression } = this.#parts;
    const carried = scaledCount(this.#updates.carriedCount(push, shard), scale);
    return updateSize(carried, this.#heldCount(worker, shard), wire, compression?.encoding);
  }

  answerSize(worker: number, shard: number): MessageSize {
    return denseSize(this.#heldCount(worker, shard), this.#parts.wire);
  }

  hold(push: number, shard: number, info: Push): void {
    this.#held[shard]!.add(info, this.#parts.schedule(info.clock), this.#updates.part(push, shard));
  }

  closeRound(shard: number, view: HolderView): void {
    const held = this.#held[shard]!;
    const rule = this.#rules[shard]!;
    // A crash of the shard may have lost all of them.
    if (held.size > 0) rule.close(this.#shardParameters[shard]!, held.inOrder(), view);
    held.clear();
    if (rule.kept) this.#versions[shard]!.add(rule.kept);
  }

  versionsOf(shard: number): VersionsResult {
    return this.#versions[shard]!.result();
  }

  answerPull(worker: number, shard: number, view: HolderView, stable?: number): void {
    if (stable !== undefined) {
      this.#answerStable(worker, shard, stable);
      return;
    }
    this.#rules[shard]!.read?.(worker, this.#shardParameters[shard]!, view);
    const { globalIndices, shardOffsets } = this.#parts.workload.workers[worker]!.held;
    const replica = this.#replicas[worker]!;
    const end = shardOffsets[shard + 1]!;
    const { parameters } = this;
    // The worker does not look at its replica while it pulls, so the answer need not travel with the message.
    if (globalIndices === null) replica.set(this.#shardParameters[shard]!, shardOffsets[shard]!);
    else for (let k = shardOffsets[shard]!; k < end; k++) replica[k] = parameters[globalIndices[k]!]!;
  }

  keepFrom(shard: number, version: number): void {
    this.#rules[shard]!.keepFrom?.(version);
  }

  #answerStable(worker: number, shard: number, stable: number): void {
    const { globalIndices, shardOffsets } = this.#parts.workload.workers[worker]!.held;
    const own = this.#shardParameters[shard]!;
    const answer = own.slice();
    this.#rules[shard]!.pullStable!(worker, stable, answer);
    const replica = this.#replicas[worker]!;
    const first = (own.byteOffset - this.parameters.byteOffset) / own.BYTES_PER_ELEMENT;
    for (let k = shardOffsets[shard]!; k < shardOffsets[shard + 1]!; k++) {
      replica[k] = answer[(globalIndices === null ? k : globalIndices[k]!) - first]!;
    }
  }

  forget(push: number): void {
    this.#updates.forget(push);
  }

  leave(worker: number, shard: number): void {
    this.#rules[shard]!.leave?.(worker);
  }

  restart(worker: number): void {
    const { workload, makeOptimizer, compression } = this.#parts;
    const { count } = workload.workers[worker]!.held;
    this.#optimizers[worker] = makeOptimizer(count);
    if (compression) this.#compressors![worker] = compression.makeCompressor(worker, count);
  }

  saveCheckpoint(shard: number, round: number): void {
    this.#saved[shard] = {
      parameters: this.#shardParameters[shard]!.slice(),
      rule: this.#rules[shard]!.save?.(),
      round,
      held: this.#held[shard]!.copies(),
    };
  }

  restoreCheckpoint(shard: number, view: HolderView): void {
    const { parameters, rule, round, held } = this.#saved[shard]!;
    this.#shardParameters[shard]!.set(parameters);
    this.#held[shard]!.become(held);
    if (this.#rules[shard]!.restore) this.#rules[shard]!.restore(rule);
    else this.#rules[shard] = this.#parts.makeRule(shard);
    if (round < view.round) this.closeRound(shard, view);
  }

  evaluateServer(): Evaluation {
    return this.#parts.isTimedOnly ? NOTHING : this.#parts.workload.evaluate(this.parameters);
  }

  evaluateReplica(worker: number): Evaluation {
    return this.#parts.isTimedOnly ? NOTHING : this.#parts.workload.evaluate(this.#replicas[worker]!);
  }

  /** In values of the job that is timed. */
  #heldCount(worker: number, shard: number): number {
    const { shardOffsets } = this.#parts.workload.workers[worker]!.held;
    return scaledCount(shardOffsets[shard + 1]! - shardOffsets[shard]!, this.#parts.scale);
  }
}

/** What one server shard has saved. */
interface SavedShard {
  readonly parameters: Float64Array;
  readonly rule: unknown;
  /** The round that was under way, and what was held of it. */
  readonly round: number;
  readonly held: readonly HeldPush[];
}

/** What a worker that holds `held` knows of w0. */
function initialReplica(initial: Float64Array, { globalIndices, count }: HeldParameters): Float64Array {
  if (globalIndices === null) return initial.slice();
  const replica = new Float64Array(count);
  for (let k = 0; k < count; k++) replica[k] = initial[globalIndices[k]!]!;
  return replica;
}

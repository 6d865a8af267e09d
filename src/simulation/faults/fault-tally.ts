import type { SimTime } from '../../engine/time.ts';
import type { FaultsResult, ServerFaultsResult, WorkerFaultsResult } from '../run-result.ts';

const UNSET = -1;

/** Counts what faults have cost. */
export class FaultTally {
  readonly #workerCount: number;
  /** Of the workers that anything has happened to. */
  readonly #workers = new Map<number, Counts<WorkerFaultsResult>>();
  readonly #servers: Counts<ServerFaultsResult>[];
  /** Since when a worker recovers from a crash; −1 while it does not. [workers] */
  readonly #recoveringSince: Float64Array;
  /** How many workers recover. */
  #recovering = 0;
  /** Since when a shard is down. [shards] */
  readonly #downSince: Float64Array;
  /** Updates of which some shard has lost its part, by a number of their own. */
  readonly #updatesLost = new Set<number>();
  #updatesDropped = 0;

  constructor(workerCount: number, shardCount: number) {
    this.#workerCount = workerCount;
    this.#servers = Array.from({ length: shardCount }, () => ({
      crashes: 0,
      down: 0,
      checkpoints: 0,
      pushesLost: 0,
      pushesDropped: 0,
    }));
    this.#recoveringSince = new Float64Array(workerCount).fill(UNSET);
    this.#downSince = new Float64Array(shardCount).fill(UNSET);
  }

  /** `worker` has crashed, having computed for `computed` on a clock; undefined when it was not computing. */
  workerCrashed(worker: number, computed: number | undefined, now: SimTime): void {
    const counts = this.#countsOf(worker);
    counts.crashes += 1;
    if (computed !== undefined) {
      counts.clocksLost += 1;
      counts.computeLost += computed;
    }
    if (this.#recoveringSince[worker] !== UNSET) return;
    this.#recoveringSince[worker] = now;
    this.#recovering += 1;
  }

  /** `worker` computes again, or never will. */
  recoveryEnded(worker: number, now: SimTime): void {
    if (this.#recovering === 0) return;
    const since = this.#recoveringSince[worker]!;
    if (since === UNSET) return;
    this.#countsOf(worker).recovery += now - since;
    this.#recoveringSince[worker] = UNSET;
    this.#recovering -= 1;
  }

  workerEvicted(worker: number): void {
    this.#countsOf(worker).evictions += 1;
  }

  messagesLost(worker: number, count: number): void {
    this.#countsOf(worker).messagesLost += count;
  }

  /** `shard` has crashed, and `updates` that it had handled are lost to it. */
  shardCrashed(shard: number, updates: readonly number[], now: SimTime): void {
    const counts = this.#servers[shard]!;
    counts.crashes += 1;
    counts.pushesLost += updates.length;
    for (const update of updates) this.#updatesLost.add(update);
    this.#downSince[shard] = now;
  }

  shardRestored(shard: number, now: SimTime): void {
    this.#servers[shard]!.down += now - this.#downSince[shard]!;
    this.#downSince[shard] = UNSET;
  }

  checkpointTaken(shard: number): void {
    this.#servers[shard]!.checkpoints += 1;
  }

  pushDropped(shard: number): void {
    this.#servers[shard]!.pushesDropped += 1;
  }

  /** An update will never be whole, since some shard has dropped its part. */
  updateDropped(): void {
    this.#updatesDropped += 1;
  }

  /** Whether any push was dropped, which happens without faults too. */
  get hasDropped(): boolean {
    return this.#servers.some(({ pushesDropped }) => pushesDropped > 0);
  }

  /** What it has come to by `now`. */
  result(now: SimTime): FaultsResult {
    const workers = Array.from({ length: this.#workerCount }, (_, worker) => {
      const counts = this.#countsOf(worker);
      const since = this.#recoveringSince[worker]!;
      return { ...counts, recovery: counts.recovery + (since === UNSET ? 0 : now - since) };
    });
    const servers = this.#servers.map((counts, shard) => {
      const since = this.#downSince[shard]!;
      return { ...counts, down: counts.down + (since === UNSET ? 0 : now - since) };
    });
    return { workers, servers, updatesLost: this.#updatesLost.size, updatesDropped: this.#updatesDropped };
  }

  #countsOf(worker: number): Counts<WorkerFaultsResult> {
    const known = this.#workers.get(worker);
    if (known) return known;
    const made = { crashes: 0, clocksLost: 0, computeLost: 0, recovery: 0, evictions: 0, messagesLost: 0 };
    this.#workers.set(worker, made);
    return made;
  }
}

type Counts<T> = { -readonly [K in keyof T]: number };

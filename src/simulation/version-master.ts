import { MessageKind } from '../cluster-model/messages.ts';
import type { Links } from '../cluster-model/network.ts';
import type { StragglerSet } from '../cluster-model/straggler-set.ts';
import type { Engine } from '../engine/engine.ts';
import { type Duration, type SimTime, secondsToNanoseconds, withinRange } from '../engine/time.ts';

/** What a master is built on. */
export interface VersionMasterParts {
  readonly engine: Engine;
  readonly links: Links;
  /** Those that affect the network. */
  readonly stragglers: StragglerSet;
  readonly workerCount: number;
  readonly shardCount: number;
  readonly reportEvery: Duration;
  /** Bytes of a question and of its answer. */
  readonly headerBytes: number;
  /** The kinds of the events that say a question has arrived, and an answer; their subject is the worker. */
  readonly askedKind: number;
  readonly answeredKind: number;
}

/**
 * The master of partition synchronisation (Jiang et al., SIGMOD 2017, section 6): server shards report their version to it at the multiples of
 * `reportEvery`, and it tells workers the stable one, the lowest that any shard has reported. Nothing is to be done for a report before somebody asks.
 */
export class VersionMaster {
  readonly #parts: VersionMasterParts;
  /** By shard: its version, that of its last report, and the number of that report. */
  readonly #current: Float64Array;
  readonly #reported: Float64Array;
  readonly #reports: Float64Array;
  /** The clock for which a worker pulls, and what it was told last. [workers] */
  readonly #clocks: Uint32Array;
  readonly #told: Float64Array;

  constructor(parts: VersionMasterParts) {
    const { workerCount, shardCount } = parts;
    this.#parts = parts;
    this.#current = new Float64Array(shardCount);
    this.#reported = new Float64Array(shardCount);
    this.#reports = new Float64Array(shardCount);
    this.#clocks = new Uint32Array(workerCount);
    this.#told = new Float64Array(workerCount);
  }

  /** `worker`, about to pull for `clock`, sends its question. */
  ask(worker: number, clock: number): void {
    this.#clocks[worker] = clock;
    this.#travel(MessageKind.pullRequest, worker, this.#parts.askedKind);
  }

  /** The question of `worker` has arrived: the answer leaves. */
  answer(worker: number): void {
    const { shardCount, answeredKind } = this.#parts;
    let stable = Number.POSITIVE_INFINITY;
    for (let shard = 0; shard < shardCount; shard++) stable = Math.min(stable, this.reportOf(shard));
    this.#told[worker] = stable;
    this.#travel(MessageKind.answer, worker, answeredKind);
  }

  /** The clock for which `worker` pulls. */
  clockOf(worker: number): number {
    return this.#clocks[worker]!;
  }

  /** The stable version that `worker` was told last. */
  toldTo(worker: number): number {
    return this.#told[worker]!;
  }

  /** The version of `shard` in its last report: what it was before anything happened at the last multiple of `reportEvery`. */
  reportOf(shard: number): number {
    const report = Math.floor(this.#parts.engine.now / this.#parts.reportEvery);
    if (report > this.#reports[shard]!) {
      this.#reports[shard] = report;
      this.#reported[shard] = this.#current[shard]!;
    }
    return this.#reported[shard]!;
  }

  /** `shard` comes to `version`. */
  become(shard: number, version: number): void {
    this.reportOf(shard);
    this.#current[shard] = version;
  }

  /** A header on its way between the worker and the master, which meets no other message. */
  #travel(kind: MessageKind, worker: number, arrival: number): void {
    const { engine, links, stragglers, headerBytes } = this.#parts;
    const clock = this.#clocks[worker]!;
    const seconds = links.controlSeconds(kind, worker, clock, headerBytes);
    const factor = stragglers.factorAt(worker, engine.now, clock);
    const time = (engine.now + secondsToNanoseconds(seconds * factor)) as SimTime;
    engine.scheduleAt(withinRange(time, questionInWords, worker, clock), arrival, worker);
  }
}

function questionInWords(worker: number, clock: number): string {
  return `a question of worker ${worker} to the master for clock ${clock}`;
}

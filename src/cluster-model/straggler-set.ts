import { NEVER, type SimTime } from '../engine/time.ts';
import type { StragglerModel } from './stragglers/straggler-model.ts';

/** One entry under cluster.stragglers: a model, whom it hits, and what of theirs it slows down. */
export interface StragglerEntry {
  readonly model: StragglerModel;
  /** 1 for every worker that the entry hits. [workers] */
  readonly hits: Uint8Array;
  readonly affects: readonly ('compute' | 'network')[];
  /** As its definition says. */
  readonly replacesWork?: boolean;
  /** Where the scenario has it: `cluster.stragglers[0]`. */
  readonly path?: string;
}

/** The entries that slow down one thing (computing, or the network), asked together: factors multiply, delays add up. */
export class StragglerSet {
  /** By worker. Those hit by the same entries share a list: there may be a million of them, and lists apart would be as many cache misses. */
  readonly #modelsOf: readonly (readonly StragglerModel[])[];
  /** There are no entries: the answer is then at hand, without a look at the worker. */
  readonly #empty: boolean;
  /** Likewise: no entry has a record of clocks, or of messages. */
  readonly #hasRecords: boolean;
  readonly #hasTransits: boolean;
  readonly #entries: readonly StragglerEntry[];

  constructor(workerCount: number, entries: readonly StragglerEntry[], affected: 'compute' | 'network') {
    const concerned = entries.filter(({ affects }) => affects.includes(affected));
    this.#entries = concerned;
    this.#empty = concerned.length === 0;
    this.#hasRecords = concerned.some(({ model }) => model.recordedSeconds);
    this.#hasTransits = concerned.some(({ model }) => model.transitOf);
    this.#modelsOf = this.#empty ? [] : modelLists(workerCount, concerned);
  }

  /** How many times slower `worker` is at `time` in its clock `clock`. */
  factorAt(worker: number, time: SimTime, clock: number): number {
    if (this.#empty) return 1;
    let factor = 1;
    for (const model of this.#modelsOf[worker]!) factor *= model.factorAt(worker, time, clock);
    return factor;
  }

  /** The next instant after `time` at which the factor can be another. */
  nextChange(worker: number, time: SimTime): SimTime {
    if (this.#empty) return NEVER;
    let next = NEVER;
    for (const model of this.#modelsOf[worker]!) {
      const change = model.nextChange(worker, time);
      if (change < next) next = change;
    }
    return next;
  }

  /** Where the scenario has the entry that changes the speed of `worker` first after `time`. */
  restlessEntry(worker: number, time: SimTime): string | undefined {
    const hitting = this.#entries.filter(({ hits }) => hits[worker] === 1);
    const next = this.nextChange(worker, time);
    return hitting.find(({ model }) => model.nextChange(worker, time) === next)?.path;
  }

  /** Seconds added to `clock`. */
  delayOf(worker: number, clock: number): number {
    if (this.#empty) return 0;
    let delay = 0;
    for (const model of this.#modelsOf[worker]!) delay += model.delayOf?.(worker, clock) ?? 0;
    return delay;
  }

  /** Seconds that `clock` takes in place of its work at the speed of the machine; undefined where there is no record of it. */
  recordedSeconds(worker: number, clock: number): number | undefined {
    if (!this.#hasRecords) return undefined;
    for (const model of this.#modelsOf[worker]!) {
      const seconds = model.recordedSeconds?.(worker, clock);
      if (seconds !== undefined) return seconds;
    }
    return undefined;
  }

  /** Seconds that the push of `clock`, and the answer to the pull after it, take longer on their way. */
  transitOf(worker: number, clock: number): number {
    if (!this.#hasTransits) return 0;
    let seconds = 0;
    for (const model of this.#modelsOf[worker]!) seconds += model.transitOf?.(worker, clock) ?? 0;
    return seconds;
  }

  /** The factor that `worker` always has. */
  lastingFactor(worker: number): number {
    return this.#modelsFor(worker).reduce(
      (factor, model) => factor * (model.lastingFactor?.(worker) ?? 1),
      1,
    );
  }

  /** The seconds that every clock of `worker` takes longer, in the mean. */
  lastingDelay(worker: number): number {
    return this.#modelsFor(worker).reduce((delay, model) => delay + (model.lastingDelay?.(worker) ?? 0), 0);
  }

  /** The mean of the seconds recorded for a clock of `worker`; undefined where there is no record. */
  lastingSeconds(worker: number): number | undefined {
    return this.#modelsFor(worker)
      .find((model) => model.lastingSeconds)
      ?.lastingSeconds?.(worker);
  }

  /** The seconds that every message of `worker` takes longer, in the mean. */
  lastingTransit(worker: number): number {
    return this.#modelsFor(worker).reduce((sum, model) => sum + (model.lastingTransit?.(worker) ?? 0), 0);
  }

  #modelsFor(worker: number): readonly StragglerModel[] {
    return this.#modelsOf[worker] ?? [];
  }
}

/** The models that hit each worker; those hit by the same entries share a list. */
function modelLists(
  workerCount: number,
  entries: readonly StragglerEntry[],
): readonly (readonly StragglerModel[])[] {
  const lists = new Map<string, readonly StragglerModel[]>();
  return Array.from({ length: workerCount }, (_, worker) => {
    const key = entries.map(({ hits }) => hits[worker]).join('');
    const known = lists.get(key);
    if (known) return known;
    const list = entries.filter(({ hits }) => hits[worker] === 1).map(({ model }) => model);
    lists.set(key, list);
    return list;
  });
}

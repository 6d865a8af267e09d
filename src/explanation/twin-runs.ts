import { assert } from '../base/assert.ts';
import type { Observer, RunResult, TrainingRun } from '../simulation/index.ts';
import {
  type Differing,
  type Divergence,
  divergenceOf,
  firstDiffering,
  sameEntry,
} from './first-divergence.ts';
import type { TraceEntry } from './trace-entry.ts';

/** Makes a run that `observer` looks on at. */
export type MakeRun = (observer: Observer) => TrainingRun;

/** What became of two runs, and where they part; undefined where they do not. */
export interface Compared {
  readonly a: RunResult;
  readonly b: RunResult;
  /** Events that both have seen, up to the first that differs. */
  readonly sharedEvents: number;
  readonly divergence: Divergence | undefined;
}

/**
 * Two runs, made side by side in steps and compared event by event. Only what one of them is ahead of the other is kept, and nothing once they have
 * parted: a trace may be longer than memory.
 */
export class TwinRuns {
  readonly #a: TrainingRun;
  readonly #b: TrainingRun;
  /** What has been seen of each and not been compared yet. */
  #seenOfA: TraceEntry[] = [];
  #seenOfB: TraceEntry[] = [];
  #shared = 0;
  #lastShared: TraceEntry | undefined;
  #event: Differing<TraceEntry> | undefined;
  #result: Compared | undefined;

  constructor(a: MakeRun, b: MakeRun) {
    this.#a = a({ observe: (event, time) => this.#event ?? this.#seenOfA.push({ time, event }) });
    this.#b = b({ observe: (event, time) => this.#event ?? this.#seenOfB.push({ time, event }) });
  }

  /** Handles up to `maxEvents` events of each. Returns whether there is more to do. */
  advance(maxEvents: number): boolean {
    // Neither is to be let off because the other has ended.
    const more = [this.#a, this.#b].map((run) => run.advance(maxEvents)).includes(true);
    this.#compare(!more);
    if (!more) this.#end();
    return more;
  }

  /** Which part of both is done; undefined before anything has happened. */
  get fraction(): number | undefined {
    const [a, b] = [this.#a.progress().fraction, this.#b.progress().fraction];
    return a === undefined || b === undefined ? undefined : (a + b) / 2;
  }

  /** What was found, once `advance` has returned false. */
  result(): Compared {
    assert(this.#result !== undefined, 'the result of two runs that have not ended');
    return this.#result;
  }

  /** Compares what has been seen of both; `whole`: nothing comes after it. */
  #compare(whole: boolean): void {
    if (this.#event) return;
    const [a, b] = [this.#seenOfA, this.#seenOfB];
    const length = Math.min(a.length, b.length);
    const found = whole
      ? firstDiffering(a, b, sameEntry)
      : firstDiffering(a.slice(0, length), b.slice(0, length), sameEntry);
    const same = found?.index ?? length;
    if (same > 0) this.#lastShared = a[same - 1];
    if (found) this.#event = { ...found, index: this.#shared + found.index };
    this.#shared += same;
    this.#seenOfA = found ? [] : a.slice(length);
    this.#seenOfB = found ? [] : b.slice(length);
  }

  #end(): void {
    const [a, b] = [this.#a.result(), this.#b.result()];
    const parameter = firstDiffering(a.parameters, b.parameters, Object.is);
    const divergence = divergenceOf(this.#event, parameter, this.#lastShared);
    this.#result = { a, b, sharedEvents: this.#shared, divergence };
  }
}

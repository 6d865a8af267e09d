import type { FaultEntry } from '../cluster-model/make-faults.ts';
import type { Engine } from '../engine/engine.ts';
import type { EventHandle } from '../engine/event-queue.ts';
import { after, type Duration } from '../engine/time.ts';
import { FaultEvent } from './faults/fault-event.ts';

const NONE = -1;

/** A crash that is going to happen within a clock. */
export interface PlannedHit {
  /** From the start of the clock. */
  readonly delay: Duration;
  readonly downtime: Duration;
  /** From the crash to the worker's being dropped. */
  readonly detection: Duration;
}

/** The clocks that workers are computing: they can be given up, and chance may have it that a worker crashes within one. */
export class RunningClocks {
  /** Clocks that have ended as they should, of all workers. */
  finishedCount = 0;
  readonly #engine: Engine;
  readonly #entries: readonly FaultEntry[];
  /** Whether anything may happen to a clock before its end; else nothing is noted of it. */
  readonly #canStop: boolean;
  /** The event that ends the clock under way, and the one that hits it; −1: none. [workers] */
  readonly #ends: Float64Array;
  readonly #hits: Float64Array;
  readonly #since: Float64Array;
  /** The first clock that the worker has not begun yet. [workers] */
  readonly #firstNew: Float64Array;
  readonly #planned: (PlannedHit | undefined)[] = [];

  constructor(engine: Engine, entries: readonly FaultEntry[], workerCount: number) {
    this.#engine = engine;
    this.#canStop = entries.length > 0;
    this.#entries = entries.filter(({ model }) => model.clockHit !== undefined);
    const size = this.#canStop ? workerCount : 0;
    this.#ends = new Float64Array(size).fill(NONE);
    this.#hits = new Float64Array(size).fill(NONE);
    this.#since = new Float64Array(size);
    this.#firstNew = new Float64Array(size);
  }

  /** `worker` has begun `clock`, which `end` is going to end after `duration`. */
  started(worker: number, clock: number, duration: Duration, end: EventHandle): void {
    if (!this.#canStop) return;
    const { now } = this.#engine;
    this.#ends[worker] = end;
    this.#since[worker] = now;
    if (clock < this.#firstNew[worker]!) return;
    this.#firstNew[worker] = clock + 1;
    const hit = this.#hitWithin(worker, clock, duration);
    if (!hit) return;
    this.#planned[worker] = hit;
    this.#hits[worker] = this.#engine.scheduleAt(after(now, hit.delay), FaultEvent.clockHit, worker);
  }

  /** The clock of `worker` has ended as it should. */
  finished(worker: number): void {
    this.finishedCount += 1;
    if (this.#canStop) this.#ends[worker] = NONE;
  }

  /** What hits the clock of `worker` now. */
  hitOf(worker: number): PlannedHit {
    this.#hits[worker] = NONE;
    return this.#planned[worker]!;
  }

  /** Gives up the clock of `worker`. Returns for how long it was computed, or undefined when there was none. */
  abandon(worker: number): Duration | undefined {
    if (this.#ends[worker] === NONE) return undefined;
    this.#engine.cancel(this.#ends[worker]! as EventHandle);
    this.#ends[worker] = NONE;
    if (this.#hits[worker] !== NONE) this.#engine.cancel(this.#hits[worker]! as EventHandle);
    this.#hits[worker] = NONE;
    return (this.#engine.now - this.#since[worker]!) as Duration;
  }

  /** The first of the hits that chance has for `clock`. One that takes no time cannot be hit: each comes before the clock's end. */
  #hitWithin(worker: number, clock: number, duration: Duration): PlannedHit | undefined {
    if (duration === 0) return undefined;
    let first: PlannedHit | undefined;
    for (const { model, hits } of this.#entries) {
      const hit = hits[worker] === 1 ? model.clockHit!(worker, clock) : undefined;
      if (!hit) continue;
      const delay = Math.floor(hit.part * duration) as Duration;
      if (first && first.delay <= delay) continue;
      first = { delay, downtime: hit.downtime, detection: model.detection! };
    }
    return first;
  }
}

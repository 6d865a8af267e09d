import { type StragglerEntry, StragglerSet } from '../cluster-model/straggler-set.ts';
import { type SimTime, secondsToNanoseconds } from '../engine/time.ts';
import type { AlgorithmSpec } from '../scenarios/scenario.ts';
import { type ClockWork, clockWorkOf, type Prepared, type TrainingEvent } from '../simulation/index.ts';
import { type Share, sharesOf } from './causes.ts';
import { withoutStragglers } from './changes.ts';
import type { Slowed } from './step.ts';

/** What clocks would take without anything that slows them, and what slowed them. */
export class ClockCosts {
  readonly #prepared: Prepared;
  readonly #work: ClockWork;
  /** Of the clock that each worker has started last, in seconds on the reference machine. [workers] */
  readonly #started: Float64Array;
  readonly #fastest: number;
  /** Those that slow down computing. */
  readonly #stragglers: readonly (StragglerEntry & { readonly kind: string })[];
  /** What is left of them where they are taken away: records of the fastest worker. */
  readonly #without: StragglerSet;

  /** `prepared`: with the algorithm's own system, if it has one. */
  constructor(prepared: Prepared, algorithm: AlgorithmSpec) {
    this.#prepared = prepared;
    this.#work = clockWorkOf(prepared, algorithm);
    this.#started = new Float64Array(prepared.workerCount);
    this.#fastest = prepared.speeds.reduce((most, speed) => Math.max(most, speed), 0);
    const { stragglers } = prepared.scenario.cluster;
    this.#stragglers = prepared.stragglers
      .map((entry, index) => ({ ...entry, kind: stragglers[index]!.kind }))
      .filter(({ affects }) => affects.includes('compute'));
    this.#without = new StragglerSet(prepared.workerCount, withoutStragglers(prepared).stragglers, 'compute');
  }

  /** To be told of every event: what a clock takes is settled when it starts, and examples may change hands later. */
  observe(event: TrainingEvent): void {
    if (event.kind === 'clock-started') {
      this.#started[event.worker] = this.#work.of(event.worker, event.clock);
    } else if (event.kind === 'examples-moved') this.#work.move(event.worker, event.to, event.count);
  }

  /**
   * Splits the `length` of a clock that was the last to be started, in nanoseconds: for as long as its work W takes on the fastest machine, W / max v, it computes; as long again
   * as W / v on its own it is a slow machine; beyond that it is its stragglers. A clock that is shorter than W / v is cut off where it ends. Of a
   * recorded clock there is no work to go by: it computes for as long as the mean record of the worker whose clocks were the shortest.
   */
  sharesOf(worker: number, clock: number, length: number): readonly Share[] {
    const own = Math.min(length, this.#alone(worker, clock));
    const fastest = Math.min(own, this.#atBest(worker, clock));
    return sharesOf(['computing', fastest], ['slowMachine', own - fastest], ['straggler', length - own]);
  }

  /** Why a clock that began at `start` took `length`. */
  slowedOf(worker: number, clock: number, start: number, length: number): Slowed {
    const alone = this.#alone(worker, clock);
    const stragglers = alone === 0 ? 1 : length / alone;
    return {
      machine:
        this.#recorded(worker, clock) === undefined ? this.#fastest / this.#prepared.speeds[worker]! : 1,
      stragglers,
      kinds: stragglers > 1 ? this.#kindsAt(worker, clock, start as SimTime) : [],
    };
  }

  /** What the clock takes on its machine without stragglers. Where it was recorded, the machine is part of what was recorded. */
  #alone(worker: number, clock: number): number {
    return secondsToNanoseconds(
      this.#recorded(worker, clock) ?? this.#started[worker]! / this.#prepared.speeds[worker]!,
    );
  }

  /** What it takes on the fastest machine. */
  #atBest(worker: number, clock: number): number {
    return secondsToNanoseconds(this.#recorded(worker, clock) ?? this.#started[worker]! / this.#fastest);
  }

  /** Seconds that stand for the clock where it was recorded. */
  #recorded(worker: number, clock: number): number | undefined {
    return this.#without.recordedSeconds(worker, clock);
  }

  /** Those that slowed the worker when the clock began or added to it; where none did, all that hit the worker: one came in between. */
  #kindsAt(worker: number, clock: number, start: SimTime): readonly string[] {
    const hitting = this.#stragglers.filter(({ hits }) => hits[worker] === 1);
    const slowing = hitting.filter(
      ({ model }) =>
        model.factorAt(worker, start, clock) > 1 ||
        (model.delayOf?.(worker, clock) ?? 0) > 0 ||
        model.recordedSeconds?.(worker, clock) !== undefined,
    );
    return [...new Set((slowing.length > 0 ? slowing : hitting).map(({ kind }) => kind))];
  }
}

import { InputError } from '../base/errors.ts';
import { nanosecondsToSeconds, type SimTime } from '../engine/time.ts';
import type { AlgorithmSpec } from '../scenarios/scenario.ts';

/** After so many events without progress, and as many again per worker, time is taken to stand still. */
const STANDSTILL_EVENTS = 20_000;

/** How many of the workers that wait for ever a message names. */
const NAMED_WORKERS = 5;

/** Notices that a run gets nowhere though there is always something to do. */
export class StandstillWatch {
  readonly #limit: number;
  #lastReached = -1;
  #events = 0;

  constructor(workerCount: number) {
    this.#limit = STANDSTILL_EVENTS * (1 + workerCount);
  }

  /** `events` more have been handled and led to `reached`, a number that grows while there is progress. Returns whether it is high time to end this. */
  isStuck(reached: number, events: number): boolean {
    this.#events = reached === this.#lastReached ? this.#events + events : 0;
    this.#lastReached = reached;
    return this.#events > this.#limit;
  }
}

/** The error of a run in which workers go round and round in no time. */
export function standstillError({ label }: AlgorithmSpec, now: SimTime): InputError {
  return new InputError({
    message: `simulated time stands still at ${nanosecondsToSeconds(now)} s: the clocks of ${label} take no time`,
    hint: 'give workload.computeTime, or stop.maxClocks',
  });
}

/** The error of a run in which machines crash and restart and no clock gets done. */
export function noProgressError({ label }: AlgorithmSpec, now: SimTime): InputError {
  return new InputError({
    message: `${label}: machines crash and restart, and none has finished a clock for very many events until ${nanosecondsToSeconds(now)} s`,
    hint: 'are crashes so frequent that no clock, or no service, ends between two of them? Or do workers wait for ever?',
  });
}

/** The error of a run in which `stuck` workers wait for what will never happen. */
export function deadlockError(
  { label, protocol }: AlgorithmSpec,
  now: SimTime,
  stuck: readonly number[],
): InputError {
  const named = stuck.slice(0, NAMED_WORKERS).join(', ') + (stuck.length > NAMED_WORKERS ? ', …' : '');
  return new InputError({
    message: `${label}: nothing more can happen at ${nanosecondsToSeconds(now)} s, but the run has not ended: workers ${named} wait for ever`,
    hint: `does admitPull of the protocol ${protocol} let every worker go on in the end?`,
  });
}

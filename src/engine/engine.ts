import { InvariantError } from '../base/assert.ts';
import { type EventHandle, EventQueue } from './event-queue.ts';
import { after, type Duration, NEVER, type SimTime, START } from './time.ts';

/** Handles one event. */
export type EventHandler = (kind: number, subject: number) => void;

/**
 * Moves simulated time from event to event and hands each to the model. It knows nothing of what they mean. Events of one
 * instant happen in the order in which they were scheduled.
 */
export class Engine {
  readonly #queue = new EventQueue();
  readonly #handle: EventHandler;
  #now = START;
  #handled = 0;
  #stopped = false;

  constructor(handle: EventHandler) {
    this.#handle = handle;
  }

  /** The current instant. Only `advance` changes it. */
  get now(): SimTime {
    return this.#now;
  }

  /** Events handled so far. */
  get handled(): number {
    return this.#handled;
  }

  /** Events still to come. */
  get pending(): number {
    return this.#queue.size;
  }

  /** Schedules an event `delay` from now. */
  schedule(delay: Duration, kind: number, subject: number): EventHandle {
    return this.scheduleAt(after(this.#now, delay), kind, subject);
  }

  /** Schedules an event at `time`, which must not lie in the past. */
  scheduleAt(time: SimTime, kind: number, subject: number): EventHandle {
    // No closure for the message: it would be made for every event.
    if (!(time >= this.#now && time < NEVER)) this.#refuse(time, kind, subject);
    return this.#queue.schedule(time, kind, subject);
  }

  #refuse(time: SimTime, kind: number, subject: number): never {
    const what = `event ${kind} of ${subject} at ${time} ns`;
    throw new InvariantError(
      time < this.#now ? `${what} lies before now, ${this.#now} ns` : 'an event that never happens',
    );
  }

  /** Takes back an event. False when it has happened already. */
  cancel(event: EventHandle): boolean {
    return this.#queue.cancel(event);
  }

  /** Ends the simulation after the event being handled. */
  stop(): void {
    this.#stopped = true;
  }

  /**
   * Handles up to `maxEvents` events that are due at or before `until`. Returns whether there are more of these. When there
   * are none and `until` is finite, time moves on to `until`.
   */
  advance(maxEvents: number, until: SimTime = NEVER): boolean {
    const queue = this.#queue;
    for (let count = 0; !this.#stopped; count++) {
      const next = queue.peekTime();
      if (next > until || next === NEVER) {
        if (until !== NEVER && until > this.#now) this.#now = until;
        return false;
      }
      if (count >= maxEvents) return true;
      queue.take();
      this.#now = next;
      this.#handled += 1;
      this.#handle(queue.kind, queue.subject);
    }
    return false;
  }
}

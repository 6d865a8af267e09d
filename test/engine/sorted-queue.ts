interface Entry {
  readonly time: number;
  readonly event: number;
}

/** Pending events as a sorted array: slow and obvious. Events are numbered in the order in which they are scheduled. */
export class SortedQueue {
  readonly #entries: Entry[] = [];

  get size(): number {
    return this.#entries.length;
  }

  schedule(time: number, event: number): void {
    const after = this.#entries.findIndex((entry) => entry.time > time);
    this.#entries.splice(after < 0 ? this.size : after, 0, { time, event });
  }

  cancel(event: number): boolean {
    const position = this.#entries.findIndex((entry) => entry.event === event);
    if (position >= 0) this.#entries.splice(position, 1);
    return position >= 0;
  }

  peekTime(): number {
    return this.#entries[0]?.time ?? Number.POSITIVE_INFINITY;
  }

  take(): string {
    const next = this.#entries.shift();
    return next ? `event ${next.event} of kind ${next.event % 5} at ${next.time}` : 'nothing';
  }
}

import { assert } from '../base/assert.ts';
import { doubled } from '../base/typed-array.ts';
import type { SimTime } from './time.ts';

declare const handle: unique symbol;

/** Names a scheduled event, for `cancel`. */
export type EventHandle = number & { readonly [handle]: true };

const SLOT_LIMIT = 2 ** 26;
const GENERATION_LIMIT = 2 ** 27;
const CANCELLED = -1;
const NONE = -1;
const INITIAL_CAPACITY = 64;

/**
 * Pending events in order of (time, order of scheduling): a 4-ary heap on typed arrays that allocates nothing per event.
 *
 * The heap holds time and slot; the slot holds kind, subject and sequence number, which is compared only where times are equal. Entries
 * are small because moving them from level to level is what costs once the heap is larger than the cache. A cancelled event keeps its
 * place until it would be next, or until cancelled events are the majority and all are removed.
 */
export class EventQueue {
  /** The event taken last by `take`. */
  time = 0 as SimTime;
  kind = 0;
  subject = 0;

  #times = new Float64Array(INITIAL_CAPACITY);
  #slots = new Uint32Array(INITIAL_CAPACITY);
  #size = 0;
  #nextSequence = 0;

  #sequences = new Float64Array(INITIAL_CAPACITY);
  #kinds = new Int32Array(INITIAL_CAPACITY);
  /** For a free slot: the slot that was freed before it. */
  #subjects = new Int32Array(INITIAL_CAPACITY);
  #generations = new Uint32Array(INITIAL_CAPACITY);
  #lastFreed = NONE;
  /** Slots that have ever been used. */
  #usedSlots = 0;
  #cancelledCount = 0;

  /** Number of pending events. */
  get size(): number {
    return this.#size - this.#cancelledCount;
  }

  /** Adds an event. `kind` ≥ 0 and `subject` are 32-bit integers; their meaning is the caller's. */
  schedule(time: SimTime, kind: number, subject: number): EventHandle {
    const slot = this.#takeSlot();
    this.#kinds[slot] = kind;
    this.#subjects[slot] = subject;
    this.#sequences[slot] = this.#nextSequence++;
    this.#siftUp(this.#size++, time, slot);
    return (this.#generations[slot]! * SLOT_LIMIT + slot) as EventHandle;
  }

  /** Cancels an event. Returns false when it has happened or was cancelled before. */
  cancel(event: EventHandle): boolean {
    const slot = event % SLOT_LIMIT;
    const generation = Math.floor(event / SLOT_LIMIT);
    if (this.#generations[slot] !== generation || this.#kinds[slot] === CANCELLED) return false;
    this.#kinds[slot] = CANCELLED;
    this.#cancelledCount += 1;
    if (this.#cancelledCount > INITIAL_CAPACITY && this.#cancelledCount * 2 > this.#size) this.#sweep();
    return true;
  }

  /** Time of the next event; Infinity when there is none. */
  peekTime(): SimTime {
    if (this.#cancelledCount > 0) this.#dropCancelledTop();
    return (this.#size === 0 ? Number.POSITIVE_INFINITY : this.#times[0]!) as SimTime;
  }

  /** Removes the next event and puts it into `time`, `kind` and `subject`. Returns false when there is none. */
  take(): boolean {
    if (this.#cancelledCount > 0) this.#dropCancelledTop();
    if (this.#size === 0) return false;
    const slot = this.#slots[0]!;
    this.time = this.#times[0]! as SimTime;
    this.kind = this.#kinds[slot]!;
    this.subject = this.#subjects[slot]!;
    this.#removeTop(slot);
    return true;
  }

  #dropCancelledTop(): void {
    while (this.#size > 0) {
      const slot = this.#slots[0]!;
      if (this.#kinds[slot] !== CANCELLED) return;
      this.#cancelledCount -= 1;
      this.#removeTop(slot);
    }
  }

  #removeTop(slot: number): void {
    this.#release(slot);
    const last = --this.#size;
    if (last > 0) this.#siftDown(0, this.#times[last]!, this.#slots[last]!);
  }

  #release(slot: number): void {
    this.#generations[slot] = (this.#generations[slot]! + 1) % GENERATION_LIMIT;
    this.#subjects[slot] = this.#lastFreed;
    this.#lastFreed = slot;
  }

  #takeSlot(): number {
    const freed = this.#lastFreed;
    if (freed !== NONE) {
      this.#lastFreed = this.#subjects[freed]!;
      return freed;
    }
    if (this.#usedSlots === this.#kinds.length) this.#grow();
    return this.#usedSlots++;
  }

  /** Puts an entry into the hole at `position`, or above it. */
  #siftUp(position: number, time: number, slot: number): void {
    const times = this.#times;
    const slots = this.#slots;
    let hole = position;
    while (hole > 0) {
      const parent = (hole - 1) >>> 2;
      // A newer event never passes one of the same time, so its sequence number need not be compared.
      if (times[parent]! <= time) break;
      times[hole] = times[parent]!;
      slots[hole] = slots[parent]!;
      hole = parent;
    }
    times[hole] = time;
    slots[hole] = slot;
  }

  /** Puts an entry into the hole at `position`, or below it. */
  #siftDown(position: number, time: number, slot: number): void {
    const times = this.#times;
    const sequences = this.#sequences;
    const slots = this.#slots;
    const size = this.#size;
    let hole = position;
    for (;;) {
      const firstChild = hole * 4 + 1;
      if (firstChild >= size) break;
      const least = firstChild + 4 <= size ? this.#leastOfFour(firstChild) : this.#leastOf(firstChild, size);
      const leastTime = times[least]!;
      if (time < leastTime || (time === leastTime && sequences[slot]! < sequences[slots[least]!]!)) break;
      times[hole] = leastTime;
      slots[hole] = slots[least]!;
      hole = least;
    }
    times[hole] = time;
    slots[hole] = slot;
  }

  /**
   * Returns the next of the four entries from `first` on. It is found by arithmetic, because the processor cannot predict which time
   * is smaller, and a mispredicted branch costs more than all comparisons.
   */
  #leastOfFour(first: number): number {
    const left = first + this.#precedes(first + 1, first);
    const right = first + 2 + this.#precedes(first + 3, first + 2);
    return left + ((right - left) & -this.#precedes(right, left));
  }

  /** The next of the entries `first` to `end` − 1. */
  #leastOf(first: number, end: number): number {
    let least = first;
    for (let entry = first + 1; entry < end; entry++) {
      if (this.#precedes(entry, least) === 1) least = entry;
    }
    return least;
  }

  /** 1 when the entry at position `a` comes before the one at `b`, else 0. */
  #precedes(a: number, b: number): number {
    const timeA = this.#times[a]!;
    const timeB = this.#times[b]!;
    if (timeA !== timeB) return +(timeA < timeB);
    const sequences = this.#sequences;
    const slots = this.#slots;
    return +(sequences[slots[a]!]! < sequences[slots[b]!]!);
  }

  /** Removes every cancelled event and rebuilds the heap from below (Floyd). */
  #sweep(): void {
    let kept = 0;
    for (let position = 0; position < this.#size; position++) {
      const slot = this.#slots[position]!;
      if (this.#kinds[slot] === CANCELLED) {
        this.#release(slot);
        continue;
      }
      this.#times[kept] = this.#times[position]!;
      this.#slots[kept] = slot;
      kept += 1;
    }
    this.#size = kept;
    this.#cancelledCount = 0;
    for (let parent = (kept - 2) >> 2; parent >= 0; parent--) {
      this.#siftDown(parent, this.#times[parent]!, this.#slots[parent]!);
    }
  }

  #grow(): void {
    const capacity = this.#kinds.length;
    assert(capacity < SLOT_LIMIT, `more than ${SLOT_LIMIT} events pending`);
    this.#times = doubled(this.#times);
    this.#sequences = doubled(this.#sequences);
    this.#slots = doubled(this.#slots);
    this.#kinds = doubled(this.#kinds);
    this.#subjects = doubled(this.#subjects);
    this.#generations = doubled(this.#generations);
  }
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EventHandle, EventQueue } from '../../src/engine/event-queue.ts';
import type { SimTime } from '../../src/engine/time.ts';
import { SortedQueue } from './sorted-queue.ts';

type Operation =
  | { readonly do: 'schedule'; readonly time: number }
  | { readonly do: 'cancel'; readonly which: number }
  | { readonly do: 'take' }
  | { readonly do: 'look' };

/** Few different times, so that ties are the rule; cancels may name any event ever scheduled, happened ones too. */
function operations(weights: { schedule: number; cancel: number; take: number; look: number }) {
  const schedule = fc.record({ do: fc.constant('schedule' as const), time: fc.nat(12) });
  const cancel = fc.record({ do: fc.constant('cancel' as const), which: fc.nat() });
  const take = fc.record({ do: fc.constant('take' as const) });
  // Looking at what is next takes cancelled events from the top, so it must not follow every step.
  const look = fc.record({ do: fc.constant('look' as const) });
  const one: fc.Arbitrary<Operation> = fc.oneof(
    { arbitrary: schedule, weight: weights.schedule },
    { arbitrary: cancel, weight: weights.cancel },
    { arbitrary: take, weight: weights.take },
    { arbitrary: look, weight: weights.look },
  );
  return fc.array(one, { maxLength: 600, size: 'max' });
}

/** What the queue, or the sorted array, shows after every step of `script`, and what is left at the end. */
function historyOf(script: readonly Operation[], queue: Queue): string[] {
  const history: string[] = [];
  let scheduled = 0;
  for (const operation of script) {
    if (operation.do === 'schedule') queue.schedule(operation.time, scheduled++);
    if (operation.do === 'take') history.push(queue.take());
    if (operation.do === 'look') history.push(`next at ${queue.peekTime()}`);
    if (operation.do === 'cancel' && scheduled > 0) {
      history.push(`cancelled: ${queue.cancel(operation.which % scheduled)}`);
    }
    history.push(`${queue.size} pending`);
  }
  while (queue.size > 0) history.push(queue.take());
  return history;
}

interface Queue {
  readonly size: number;
  schedule(time: number, event: number): void;
  cancel(event: number): boolean;
  peekTime(): number;
  take(): string;
}

/** The queue under test, called by numbers of events in place of handles. */
class NumberedQueue implements Queue {
  readonly #queue = new EventQueue();
  readonly #handles: EventHandle[] = [];

  get size(): number {
    return this.#queue.size;
  }

  schedule(time: number, event: number): void {
    this.#handles.push(this.#queue.schedule(time as SimTime, event % 5, event));
  }

  cancel(event: number): boolean {
    return this.#queue.cancel(this.#handles[event]!);
  }

  peekTime(): number {
    return this.#queue.peekTime();
  }

  take(): string {
    const queue = this.#queue;
    return queue.take() ? `event ${queue.subject} of kind ${queue.kind} at ${queue.time}` : 'nothing';
  }
}

function agreeOn(script: readonly Operation[]): void {
  expect(historyOf(script, new NumberedQueue())).toEqual(historyOf(script, new SortedQueue()));
}

test('events leave in order of time, and of scheduling within an instant, whatever is scheduled, cancelled and taken', () => {
  fc.assert(fc.property(operations({ schedule: 5, cancel: 2, take: 3, look: 2 }), agreeOn), { numRuns: 150 });
});

test('nothing is lost or disordered when most events are cancelled and swept out', () => {
  fc.assert(fc.property(operations({ schedule: 10, cancel: 14, take: 1, look: 1 }), agreeOn), {
    numRuns: 150,
  });
});

test('a sweep removes the cancelled majority and keeps the order of the rest', () => {
  const queue = new EventQueue();
  // Times 3, 2, 1, 0, 3, 2, 1, 0, …: ties on every level of the heap.
  const handles = Array.from({ length: 1000 }, (_, k) => queue.schedule((3 - (k % 4)) as SimTime, 0, k));
  const kept = handles.map((_, k) => k).filter((k) => k % 7 === 0);
  handles.forEach((handle, k) => {
    if (k % 7 !== 0) expect(queue.cancel(handle)).toBe(true);
  });
  expect(queue.size).toBe(kept.length);
  const order: number[] = [];
  while (queue.take()) order.push(queue.subject);
  expect(order).toEqual([...kept].sort((a, b) => 3 - (a % 4) - (3 - (b % 4)) || a - b));
});

test('a sweep that takes the very next event away puts the right one in its place', () => {
  for (let count = 200; count < 216; count++) {
    const queue = new EventQueue();
    // Descending times: every new event becomes the next one, at the top of the heap.
    const handles = Array.from({ length: count }, (_, k) => queue.schedule((count - k) as SimTime, 0, k));
    // From the latest time on, so that the sweep comes when the top and all its children are cancelled, or are not.
    const cancelled = handles.filter((_, k) => k % 4 === 1 || k >= count - 100);
    for (const handle of cancelled.toReversed()) queue.cancel(handle);
    const order: number[] = [];
    while (queue.take()) order.push(queue.time);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).toHaveLength(count - cancelled.length);
  }
});

test('the handle of an event that has happened cancels nothing, not even the event that uses its place now', () => {
  const queue = new EventQueue();
  const first = queue.schedule(1 as SimTime, 0, 1);
  expect(queue.take()).toBe(true);
  const second = queue.schedule(2 as SimTime, 0, 2);
  expect(queue.cancel(first)).toBe(false);
  expect(queue.size).toBe(1);
  expect(queue.cancel(second)).toBe(true);
  expect(queue.cancel(second)).toBe(false);
  expect(queue.take()).toBe(false);
});

test('a cancelled event does not happen though it would be the next', () => {
  const queue = new EventQueue();
  const next = queue.schedule(1 as SimTime, 0, 1);
  queue.schedule(5 as SimTime, 0, 2);
  queue.cancel(next);
  expect(queue.peekTime()).toBe(5);
  expect(queue.take() && queue.subject).toBe(2);
});

test('an event of kind 0 or of the largest 32-bit kind and subject comes back as it went in', () => {
  const queue = new EventQueue();
  const largest = 2 ** 31 - 1;
  queue.schedule(0 as SimTime, 0, 0);
  queue.schedule(Number.MAX_SAFE_INTEGER as SimTime, largest, largest);
  expect(queue.take() && [queue.time, queue.kind, queue.subject]).toEqual([0, 0, 0]);
  expect(queue.take() && [queue.time, queue.kind, queue.subject]).toEqual([
    Number.MAX_SAFE_INTEGER,
    largest,
    largest,
  ]);
});

test('the queue grows past its first capacity without losing an event or a handle', () => {
  const queue = new EventQueue();
  const times = Array.from({ length: 5000 }, (_, k) => (k * 7919) % 5003);
  const handles = times.map((time, k) => queue.schedule(time as SimTime, 0, k));
  expect(queue.size).toBe(5000);
  // Handles made before the queue grew must name the same events after it.
  for (let k = 0; k < 5000; k += 100) expect(queue.cancel(handles[k]!)).toBe(true);
  const expected = times.map((time, k) => [time, k] as const).filter(([, k]) => k % 100 !== 0);
  const taken: (readonly [number, number])[] = [];
  while (queue.take()) taken.push([queue.time, queue.subject]);
  expect(taken).toEqual(expected.sort(([a], [b]) => a - b));
});

test('places are used again: an event scheduled and taken a million times leaves an empty queue', () => {
  const queue = new EventQueue();
  for (let k = 0; k < 1_000_000; k++) {
    queue.schedule(k as SimTime, 0, 0);
    queue.take();
  }
  expect(queue.size).toBe(0);
  expect(queue.time).toBe(999_999);
  expect(queue.peekTime()).toBe(Number.POSITIVE_INFINITY);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ServiceQueue } from '../../src/cluster-model/service-queue.ts';
import type { SimTime } from '../../src/engine/time.ts';

/** Serves items that join at `joins` for `lengths`, as a shard would, and measures at `end`. All in whole nanoseconds. */
function serve(joins: readonly number[], lengths: readonly number[], end: number) {
  const queue = new ServiceQueue();
  const order: number[] = [];
  let freeAt = Number.POSITIVE_INFINITY;
  const begin = (now: number) => {
    const item = queue.leave(now as SimTime);
    order.push(item);
    queue.begin(now as SimTime);
    freeAt = now + lengths[item]!;
  };
  const finishUntil = (limit: number) => {
    while (freeAt <= limit) {
      const now = freeAt;
      queue.finish(now as SimTime);
      freeAt = Number.POSITIVE_INFINITY;
      if (queue.length > 0) begin(now);
    }
  };
  joins.forEach((now, item) => {
    finishUntil(now);
    queue.join(item, now as SimTime);
    if (!queue.serving) begin(now);
  });
  finishUntil(end);
  return { order, measured: queue.measured(end as SimTime) };
}

test('three messages, by hand', () => {
  // Joins at 0, 1, 2; services of 3, 2 and 1: begun at 0, 3 and 5, so the waits are 0, 2 and 3; busy until 6.
  expect(serve([0, 1, 2], [3, 2, 1], 10).measured).toEqual({
    utilisation: 0.6,
    queueMean: 0.5,
    waitMeanSeconds: 5 / 3 / 1e9,
    served: 3,
  });
});

test('what is under way counts as far as it has come: service begun and waiting not ended', () => {
  // At 4: the first served 0 to 3, the second in service since 3 after waiting 2, the third waiting for 2 so far.
  expect(serve([0, 1, 2], [3, 2, 1], 4).measured).toEqual({
    utilisation: 1,
    queueMean: (2 + 2) / 4,
    waitMeanSeconds: 2 / 2 / 1e9,
    served: 1,
  });
});

test('a server that has done nothing yet measures zeros, not NaN', () => {
  const nothing = { utilisation: 0, queueMean: 0, waitMeanSeconds: 0, served: 0 };
  expect(new ServiceQueue().measured(0 as SimTime)).toEqual(nothing);
  expect(new ServiceQueue().measured(10 as SimTime)).toEqual(nothing);
});

test('one that steps aside (a pull to be parked) has waited in the queue but was not served', () => {
  const queue = new ServiceQueue();
  queue.join(7, 0 as SimTime);
  expect(queue.leave(4 as SimTime)).toBe(7);
  queue.join(8, 4 as SimTime);
  expect(queue.leave(4 as SimTime)).toBe(8);
  queue.begin(4 as SimTime);
  queue.finish(8 as SimTime);
  expect(queue.measured(8 as SimTime)).toEqual({
    utilisation: 0.5,
    queueMean: 0.5,
    waitMeanSeconds: 4e-9,
    served: 1,
  });
});

test('messages are served in order of arrival, and Little’s law holds: the mean length is the integral of the length', () => {
  const message = fc.record({ gap: fc.nat(5), length: fc.nat(12) });
  fc.assert(
    fc.property(
      fc.array(message, { minLength: 1, maxLength: 80, size: 'max' }),
      fc.nat(200),
      (messages, extra) => {
        let time = 0;
        const joins = messages.map(({ gap }) => {
          time += gap;
          return time;
        });
        const lengths = messages.map(({ length }) => length);
        const end = time + extra + 1;
        const { order, measured } = serve(joins, lengths, end);
        expect(order).toEqual(order.map((_, item) => item));

        // Step by step: who has joined and has not begun, in every nanosecond.
        const begun: number[] = [];
        for (const [item, join] of joins.entries()) {
          begun.push(Math.max(join, item > 0 ? begun[item - 1]! + lengths[item - 1]! : 0));
        }
        let integral = 0;
        let busy = 0;
        for (let now = 0; now < end; now++) {
          integral += joins.filter((join, item) => join <= now && begun[item]! > now).length;
          busy += joins.some((_, item) => begun[item]! <= now && now < begun[item]! + lengths[item]!) ? 1 : 0;
        }
        expect(measured.queueMean).toBe(integral / end);
        expect(measured.utilisation).toBe(busy / end);
        expect(measured.served).toBe(begun.filter((start, item) => start + lengths[item]! <= end).length);
      },
    ),
  );
});

test('a queue that has wrapped around keeps its order when it grows', () => {
  const queue = new ServiceQueue();
  const left: number[] = [];
  let next = 0;
  for (let k = 0; k < 12; k++) queue.join(next++, 0 as SimTime);
  for (let k = 0; k < 10; k++) left.push(queue.leave(0 as SimTime));
  for (let k = 0; k < 100; k++) queue.join(next++, 0 as SimTime);
  expect(queue.length).toBe(102);
  while (queue.length > 0) left.push(queue.leave(0 as SimTime));
  expect(left).toEqual(Array.from({ length: 112 }, (_, item) => item));
});

test('a service that is broken off is time spent and not a message served; its item waits at the head and is served anew', () => {
  const at = (time: number) => time as SimTime;
  const queue = new ServiceQueue();
  queue.join(7, at(0));
  queue.leave(at(0));
  queue.begin(at(0));
  queue.join(8, at(1));
  queue.endOther(at(3));
  queue.rejoinFirst(7, at(3));
  expect(queue.serving).toBe(false);
  expect(queue.leave(at(10))).toBe(7);
  queue.begin(at(10));
  queue.finish(at(15));
  expect(queue.leave(at(15))).toBe(8);
  // Busy 0 to 3 and 10 to 15; the items waited 7 and 14; two services were begun, one ended.
  expect(queue.measured(at(20))).toEqual({
    utilisation: 8 / 20,
    queueMean: 21 / 20,
    waitMeanSeconds: 21 / 2 / 1e9,
    served: 1,
  });
});

test('an item can be put back to the head of a full queue', () => {
  const queue = new ServiceQueue();
  const now = 0 as SimTime;
  for (let item = 0; item < 16; item++) queue.join(item, now);
  queue.rejoinFirst(99, now);
  expect(Array.from({ length: 17 }, () => queue.leave(now))).toEqual([99, ...Array(16).keys()]);
});

test('what is served beside the queue counts as busy, and as nothing else', () => {
  const queue = new ServiceQueue();
  queue.beginOther(2 as SimTime);
  expect(queue.serving).toBe(true);
  expect(queue.measured(4 as SimTime)).toMatchObject({ utilisation: 0.5, served: 0 });
  queue.endOther(5 as SimTime);
  expect(queue.measured(10 as SimTime)).toEqual({
    utilisation: 0.3,
    queueMean: 0,
    waitMeanSeconds: 0,
    served: 0,
  });
});

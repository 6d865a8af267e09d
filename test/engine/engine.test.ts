import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InvariantError } from '../../src/base/assert.ts';
import { Engine } from '../../src/engine/engine.ts';
import { type Duration, NEVER, type SimTime } from '../../src/engine/time.ts';

/**
 * A model that branches: event n schedules up to two more after delays that depend on n only, many of them 0. Returns the
 * engine and the diary of what happened.
 */
function branching(eventCount: number) {
  const diary: string[] = [];
  let made = 0;
  const engine: Engine = new Engine((kind, subject) => {
    diary.push(`${engine.now}: ${kind} ${subject}`);
    for (let child = 0; child < (subject % 3 === 0 ? 2 : 1) && made < eventCount; child++) {
      made += 1;
      engine.schedule(((made * 5) % 4) as Duration, child, made);
    }
  });
  engine.schedule(2 as Duration, 9, 0);
  return { engine, diary };
}

function inOneGo(eventCount: number): readonly string[] {
  const { engine, diary } = branching(eventCount);
  engine.advance(Number.POSITIVE_INFINITY);
  return diary;
}

test('a simulation advanced in slices of any sizes has the same history as in one go', () => {
  const whole = inOneGo(200);
  expect(whole).toHaveLength(201);
  fc.assert(
    fc.property(fc.array(fc.nat(40), { maxLength: 20 }), (slices) => {
      const { engine, diary } = branching(200);
      for (const size of slices) engine.advance(size);
      while (engine.advance(7));
      expect(diary).toEqual(whole);
      expect(engine.handled).toBe(201);
      expect(engine.pending).toBe(0);
    }),
  );
});

test('a simulation advanced to instants of any spacing has the same history, and time stands at each of them', () => {
  const whole = inOneGo(100);
  fc.assert(
    fc.property(fc.array(fc.nat(30), { maxLength: 12 }), (steps) => {
      const { engine, diary } = branching(100);
      let until = 0;
      for (const step of steps) {
        until += step;
        expect(engine.advance(Number.POSITIVE_INFINITY, until as SimTime)).toBe(false);
        expect(engine.now).toBe(until);
      }
      engine.advance(Number.POSITIVE_INFINITY);
      expect(diary).toEqual(whole);
    }),
  );
});

test('advance says exactly whether more is due: no event is left when it says no, one is when it says yes', () => {
  const engine = new Engine(() => {});
  for (const time of [1, 2, 2, 5]) engine.scheduleAt(time as SimTime, 0, 0);
  expect(engine.advance(0)).toBe(true);
  expect(engine.handled).toBe(0);
  expect(engine.advance(2, 2 as SimTime)).toBe(true);
  expect(engine.advance(1, 2 as SimTime)).toBe(false);
  expect(engine.pending).toBe(1);
  expect(engine.advance(1)).toBe(false);
  expect(engine.advance(1)).toBe(false);
  expect(engine.handled).toBe(4);
});

test('the end of the time to simulate is included', () => {
  const engine = new Engine(() => {});
  engine.scheduleAt(10 as SimTime, 0, 0);
  engine.scheduleAt(11 as SimTime, 0, 0);
  expect(engine.advance(9, 10 as SimTime)).toBe(false);
  expect(engine.handled).toBe(1);
  expect(engine.now).toBe(10);
});

test('time never runs backwards: an end that has passed leaves it alone', () => {
  const engine = new Engine(() => {});
  engine.scheduleAt(10 as SimTime, 0, 0);
  engine.advance(1);
  engine.scheduleAt(12 as SimTime, 0, 0);
  expect(engine.advance(9, 3 as SimTime)).toBe(false);
  expect(engine.now).toBe(10);
  expect(engine.advance(9, 11 as SimTime)).toBe(false);
  expect(engine.now).toBe(11);
});

test('without an end, time stays where the last event was', () => {
  const engine = new Engine(() => {});
  engine.scheduleAt(4 as SimTime, 0, 0);
  expect(engine.advance(9, NEVER)).toBe(false);
  expect(engine.now).toBe(4);
});

test('stop ends the simulation after the event being handled, for good', () => {
  const seen: number[] = [];
  const engine: Engine = new Engine((_, subject) => {
    seen.push(subject);
    if (subject === 2) engine.stop();
  });
  for (let k = 1; k <= 4; k++) engine.scheduleAt(k as SimTime, 0, k);
  expect(engine.advance(9, 100 as SimTime)).toBe(false);
  expect(engine.advance(9, 100 as SimTime)).toBe(false);
  expect(seen).toEqual([1, 2]);
  expect(engine.now).toBe(2);
});

test('an event in the past, or at no time at all, stops the program with instant and subject', () => {
  const engine: Engine = new Engine(() => engine.scheduleAt(9 as SimTime, 3, 8));
  engine.scheduleAt(10 as SimTime, 0, 0);
  expect(() => engine.advance(1)).toThrow(InvariantError);
  expect(() => engine.scheduleAt(9 as SimTime, 3, 8)).toThrow('event 3 of 8 at 9 ns lies before now, 10 ns');
  expect(() => engine.schedule(-1 as Duration, 0, 0)).toThrow(InvariantError);
  expect(() => engine.schedule(Number.NaN as Duration, 0, 0)).toThrow(InvariantError);
  expect(() => engine.scheduleAt(NEVER, 3, 8)).toThrow('an event that never happens');
});

test('an event taken back in time does not happen', () => {
  const seen: number[] = [];
  const engine: Engine = new Engine((_, subject) => {
    seen.push(subject);
    if (subject === 1) expect(engine.cancel(later)).toBe(true);
  });
  engine.scheduleAt(1 as SimTime, 0, 1);
  const later = engine.scheduleAt(1 as SimTime, 0, 2);
  engine.advance(9);
  expect(seen).toEqual([1]);
  expect(engine.cancel(later)).toBe(false);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../src/base/errors.ts';
import {
  after,
  between,
  type Duration,
  nanosecondsToSeconds,
  type SimTime,
  START,
  secondsToNanoseconds,
  withinRange,
} from '../../src/engine/time.ts';

test('a length is rounded to the nearest nanosecond once', () => {
  expect(secondsToNanoseconds(0.2e-3)).toBe(200_000);
  expect(secondsToNanoseconds(1e-9)).toBe(1);
  expect(secondsToNanoseconds(0.49e-9)).toBe(0);
  expect(secondsToNanoseconds(0.51e-9)).toBe(1);
  expect(secondsToNanoseconds(0.1) + secondsToNanoseconds(0.2)).toBe(secondsToNanoseconds(0.3));
});

test('whole nanoseconds survive the way to seconds and back, up to 26 days', () => {
  // Two roundings, each off by at most 2^-53 of a value below 2^51, move it by less than half a nanosecond.
  fc.assert(
    fc.property(fc.maxSafeNat(), (nanoseconds) => {
      const time = Math.floor(nanoseconds / 4);
      expect(secondsToNanoseconds(nanosecondsToSeconds(time))).toBe(time);
    }),
  );
});

test('adding lengths in any order gives the same instant', () => {
  const lengths = fc.array(fc.nat(2 ** 40), { minLength: 1, maxLength: 20 });
  const sum = (list: readonly number[]) =>
    list.reduce<SimTime>((time, length) => after(time, length as Duration), START);
  fc.assert(
    fc.property(lengths, (list) => {
      expect(sum(list.toReversed())).toBe(sum(list));
      expect(between(START, sum(list))).toBe(sum(list));
    }),
  );
});

test('past 2^53 ns the error names the cause and what to do', () => {
  const last = (2 ** 53 - 1) as SimTime;
  expect(withinRange(last, () => 'nothing')).toBe(last);
  const beyond = () => withinRange((2 ** 53) as SimTime, () => 'clock 7 of worker 3');
  expect(beyond).toThrow(InputError);
  expect(beyond).toThrow(/^clock 7 of worker 3 would end after more than 104 days.*stop\.maxTime/);
  expect(() => withinRange(Number.NaN as SimTime, () => 'a nonsense')).toThrow(InputError);
});

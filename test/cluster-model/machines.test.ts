import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Machines } from '../../src/cluster-model/machines.ts';
import type { StragglerModel } from '../../src/cluster-model/stragglers/straggler-model.ts';
import { NEVER, type SimTime } from '../../src/engine/time.ts';
import { everybody, nobody, stepwise } from './models.ts';

function machine(speed: number, ...models: StragglerModel[]): Machines {
  return new Machines(Float64Array.of(speed), everybody(1, models));
}

/** Like episodes of `slow` ns every `gap` ns, each with that factor, for as long as anybody may ask. */
function pulsing(gap: number, slow: number, factor: number): StragglerModel {
  const cycle = gap + slow;
  return {
    factorAt: (_, time) => (time % cycle >= gap ? factor : 1),
    nextChange: (_, time) => {
      const begun = time - (time % cycle);
      return (begun + (time % cycle < gap ? gap : cycle)) as SimTime;
    },
  };
}

test('work is measured on the reference machine: half the speed takes twice as long', () => {
  const machines = new Machines(Float64Array.of(1, 0.5, 4), nobody(3));
  const durations = [0, 1, 2].map((worker) => machines.clockDuration(worker, 0, 123 as SimTime, 0.002));
  expect(durations).toEqual([2_000_000, 4_000_000, 500_000]);
});

test('a clock that begins well and meets an episode pays for exactly the time it overlaps', () => {
  // Speed 1/2; slow by 4 during [1 s, 3 s), [4 s, 6 s), …: rates 0.5 and 0.125.
  const machines = machine(0.5, pulsing(1e9, 2e9, 4));
  // From 0.5 s: 0.25 by 1 s, 0.25 more by 3 s, the last 0.5 by 4 s: 3.5 s in all.
  expect(machines.clockDuration(0, 0, 0.5e9 as SimTime, 1)).toBe(3_500_000_000);
  // A hundredth more is done at 0.125 a second in the next episode: 0.08 s more.
  expect(machines.clockDuration(0, 0, 0.5e9 as SimTime, 1.01)).toBe(3_580_000_000);
  // From 2 s, within an episode: 0.125 by 3 s, 0.5 by 4 s, 0.25 by 6 s, 0.125 in the 0.25 s after it.
  expect(machines.clockDuration(0, 0, 2e9 as SimTime, 1)).toBe(4_250_000_000);
});

test('a clock that ends at the very instant of a change is not touched by it', () => {
  expect(machine(1, stepwise([2e9, 1000])).clockDuration(0, 0, 0 as SimTime, 2)).toBe(2_000_000_000);
});

test('factors of several models multiply and delays add up after the work, unstretched', () => {
  const sleep = (seconds: number): StragglerModel => ({
    factorAt: () => 1,
    nextChange: () => NEVER,
    delayOf: (_, clock) => seconds * clock,
  });
  const machines = machine(2, stepwise([0, 2]), stepwise([0, 6]), sleep(0.25), sleep(0.5));
  expect(machines.clockDuration(0, 0, 0 as SimTime, 0.1)).toBe(600_000_000);
  expect(machines.clockDuration(0, 2, 0 as SimTime, 0.1)).toBe(2_100_000_000);
});

test('a clock without work takes no time', () => {
  expect(machine(3, pulsing(5, 5, 2)).clockDuration(0, 0, 7 as SimTime, 0)).toBe(0);
});

test('a factor below 1 is a speed-up', () => {
  expect(machine(1, stepwise([0, 0.25])).clockDuration(0, 0, 0 as SimTime, 1)).toBe(250_000_000);
});

/** Nanosecond by nanosecond: the work of each at the rate it has, until all is done. */
function smallSteps(speed: number, models: readonly StragglerModel[], start: number, work: number): number {
  let left = work * 1e9;
  for (let time = start; ; time++) {
    let rate = speed;
    for (const model of models) rate /= model.factorAt(0, time as SimTime, 0);
    if (left <= rate) return time - start + left / rate;
    left -= rate;
  }
}

test('the duration agrees with stepping through every nanosecond, for any speed, start and course of factors', () => {
  const factor = fc.constantFrom(0.25, 0.5, 1, 1.5, 2, 7);
  const course = fc
    .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 400 }), factor), {
      maxLength: 8,
      selector: ([from]) => from,
    })
    .map((steps) => stepwise(...steps.sort(([a], [b]) => a - b)));
  const pulses = fc
    .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), factor)
    .map(([gap, slow, by]) => pulsing(gap, slow, by));
  fc.assert(
    fc.property(
      fc.constantFrom(0.3, 1, 2.5),
      fc.array(fc.oneof(course, pulses), { maxLength: 3 }),
      fc.nat(100),
      fc.nat(300),
      (speed, models, start, nanoseconds) => {
        const work = nanoseconds / 1e9;
        const found = machine(speed, ...models).clockDuration(0, 0, start as SimTime, work);
        // Half a nanosecond for the one rounding, a little for the rounding of a few hundred additions.
        expect(Math.abs(found - smallSteps(speed, models, start, work))).toBeLessThanOrEqual(0.5 + 1e-6);
      },
    ),
    { numRuns: 200 },
  );
});

test('a clock of a million changes is off by no more than its million subtractions may round', () => {
  // Rates 1 and 1/2 in turn, 10 ms each: 0.015 of work per 20 ms, so 7500 of work takes 10,000 s.
  const found = machine(1, pulsing(1e7, 1e7, 2)).clockDuration(0, 0, 0 as SimTime, 7500);
  // Work left is below 2^13, where doubles are 2^-40 apart: half of that each time, in seconds.
  expect(Math.abs(found - 10_000e9)).toBeLessThan(1e6 * 2 ** -41 * 1e9);
});

test('a clock that outlasts the range of time ends beyond it instead of being followed for ever', () => {
  const duration = machine(1, pulsing(1e14, 1e14, 2)).clockDuration(0, 0, 0 as SimTime, 1e12);
  expect(duration).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
});

test('a clock that is slowed down without bound is an error, not a run without end', () => {
  // The factor at t nanoseconds is 1 + t: after n of them ln(1 + n) ns of work are done.
  const faster: StragglerModel = {
    factorAt: (_, time) => 1 + time,
    nextChange: (_, time) => (time + 1) as SimTime,
  };
  expect(() => machine(1, faster).clockDuration(0, 3, 0 as SimTime, 1)).toThrow(
    /^clock 3 of worker 0 has passed 10000000 changes of speed by 0.01 s/,
  );
});

test('the host is told once of a clock that takes long, and its duration is the same', () => {
  const set = everybody(1, [pulsing(500, 500, 3)]);
  let told = 0;
  const patient = new Machines(Float64Array.of(1), set, (work) => {
    told++;
    return work();
  });
  const duration = (machines: Machines, work: number) => machines.clockDuration(0, 0, 0 as SimTime, work);
  // A microsecond of time does two thirds of one of work, in two changes of speed.
  const [short, long] = [0.01, 0.1];
  expect([duration(patient, short), told]).toEqual([15_000_000, 0]);
  expect([duration(patient, long), told]).toEqual([duration(machine(1, pulsing(500, 500, 3)), long), 1]);
});

test('a suspended machine goes on where it was; without work there is nothing to wait for', () => {
  const suspended = pulsing(1e9, 2e9, Number.POSITIVE_INFINITY);
  const duration = (start: number, work: number) =>
    machine(1, suspended).clockDuration(0, 0, start as SimTime, work);
  // Half a second before it stands still from 1 s to 3 s.
  expect(duration(0.5e9, 0.75)).toBe(2.75e9);
  expect(duration(2e9, 1)).toBe(2e9);
  expect(duration(2e9, 0)).toBe(0);
  const forGood = machine(1, { factorAt: () => Number.POSITIVE_INFINITY, nextChange: () => NEVER });
  expect(forGood.clockDuration(0, 0, 0 as SimTime, 1)).toBe(Number.POSITIVE_INFINITY);
});

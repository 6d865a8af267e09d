import { expect, test } from 'vitest';
import { valuesOf } from '../../../src/base/options.ts';
import { stragglers } from '../../../src/cluster-model/stragglers/index.ts';
import type { StragglerModel } from '../../../src/cluster-model/stragglers/straggler-model.ts';
import { NEVER, type SimTime } from '../../../src/engine/time.ts';
import { Streams } from '../../../src/random/streams.ts';

/** A straggler model as a scenario would make it; `heterogeneity` is answered by the level itself. */
function make(kind: string, options: Readonly<Record<string, unknown>>, workerCount = 3): StragglerModel {
  const streams = new Streams(5, 1);
  const definition = stragglers.get(kind);
  return definition.create(
    valuesOf<Record<string, never>>(definition.options as Record<string, never>, options),
    {
      workerCount,
      stream: (purpose) => streams.stream(purpose),
      delayForHeterogeneity: (level) => level,
    },
  );
}

const at = (seconds: number) => (seconds * 1e9) as SimTime;

test('constant: one factor for good; a drawn one differs between workers but never in time', () => {
  const same = make('constant', { slowdown: 2.5 });
  expect([0, 1, 2].map((worker) => same.factorAt(worker, at(worker), worker))).toEqual([2.5, 2.5, 2.5]);
  expect(same.lastingFactor?.(1)).toBe(2.5);
  const drawn = make('constant', { slowdown: { uniform: { min: 1, max: 9 } } });
  const factors = [0, 1, 2].map((worker) => drawn.factorAt(worker, at(0), 0));
  expect(new Set(factors).size).toBe(3);
  expect([0, 1, 2].map((worker) => drawn.factorAt(worker, at(99), 7))).toEqual(factors);
  expect([0, 1, 2].map((worker) => drawn.lastingFactor?.(worker))).toEqual(factors);
});

test('delay: the duration, drawn for every clock of every worker, or what heterogeneity takes', () => {
  expect(make('delay', { duration: 0.25 }).delayOf?.(2, 9)).toBe(0.25);
  expect(make('delay', { heterogeneity: 3 }).delayOf?.(2, 9)).toBe(3);
  const drawn = make('delay', { duration: { exponential: { mean: 4 } } });
  const delays = [0, 1].flatMap((worker) => [0, 1].map((clock) => drawn.delayOf?.(worker, clock)));
  expect(new Set(delays).size).toBe(4);
  expect(drawn.lastingDelay?.(0)).toBe(4);
  expect(drawn.factorAt(0, at(0), 0)).toBe(1);
});

test('delay takes a duration or a heterogeneity level, not both and not neither', () => {
  const { contradiction } = stragglers.get('delay');
  const contradicts = contradiction as (options: unknown) => string | undefined;
  expect(contradicts({ duration: 1, heterogeneity: 2 })).toBe('give either duration or heterogeneity');
  expect(contradicts({})).toBe('give either duration or heterogeneity');
  expect(contradicts({ duration: 0 })).toBeUndefined();
});

test('per-clock: a factor that changes with the clock, not with the time', () => {
  const model = make('per-clock', { factor: { 'shifted-exponential': { shift: 1, mean: 0.5 } } });
  const factors = [0, 1, 2, 3].map((clock) => model.factorAt(1, at(0), clock));
  expect(new Set(factors).size).toBe(4);
  expect([0, 1, 2, 3].map((clock) => model.factorAt(1, at(50), clock))).toEqual(factors);
  expect(Math.min(...factors)).toBeGreaterThan(1);
});

test('episodes: slow for a duration after a gap, again and again, by hand', () => {
  const model = make('episodes', { gap: 2, duration: 1, slowdown: 4 });
  const seen = [0, 1.999_999_999, 2, 2.999_999_999, 3, 5, 5.5, 6].map((seconds) => [
    model.factorAt(0, at(seconds), 0),
    model.nextChange(0, at(seconds)) / 1e9,
  ]);
  expect(seen).toEqual([
    [1, 2],
    [1, 2],
    [4, 3],
    [4, 3],
    [1, 5],
    [4, 6],
    [4, 6],
    [1, 8],
  ]);
});

test('episodes without a gap follow each other at once; those without a duration are never met', () => {
  const always = make('episodes', { gap: 0, duration: 1, slowdown: 4 });
  expect([0, 0.5, 1, 7.25].map((seconds) => always.factorAt(0, at(seconds), 0))).toEqual([4, 4, 4, 4]);
  expect(always.nextChange(0, at(0.5))).toBe(at(1));
  const never = make('episodes', { gap: 1, duration: 0, slowdown: 4 });
  expect([0, 1, 1.5, 2, 3].map((seconds) => never.factorAt(0, at(seconds), 0))).toEqual([1, 1, 1, 1, 1]);
});

test('episodes draw their slow-down anew for each of them', () => {
  const model = make('episodes', { gap: 1, duration: 1, slowdown: { uniform: { min: 2, max: 9 } } });
  const factors = [1, 3, 5, 7].map((seconds) => model.factorAt(0, at(seconds), 0));
  expect(new Set(factors).size).toBe(4);
  expect([1, 3, 5, 7].map((seconds) => model.factorAt(0, at(seconds + 0.5), 0))).toEqual(factors);
});

test('episodes so short that nobody would get past them are refused', () => {
  const contradicts = stragglers.get('episodes').contradiction as (options: unknown) => string | undefined;
  expect(contradicts({ gap: 0, duration: 0, slowdown: 2 })).toContain('below a microsecond in the mean');
  expect(contradicts({ gap: { empirical: [0, 1e-9] }, duration: 0, slowdown: 2 })).toBeDefined();
  expect(contradicts({ gap: 0, duration: { exponential: { mean: 1e-6 } }, slowdown: 2 })).toBeUndefined();
  // One of them may still be drawn as zero and zero: a nanosecond is then the least.
  const model = make('episodes', { gap: 0, duration: 0, slowdown: 2 });
  expect(model.nextChange(0, 5 as SimTime)).toBe(6);
});

test('kinds that do not change within a clock say so', () => {
  for (const [kind, options] of [
    ['constant', { slowdown: 2 }],
    ['delay', { duration: 2 }],
    ['per-clock', { factor: 2 }],
  ] as const) {
    expect(make(kind, options).nextChange(0, at(1))).toBe(NEVER);
  }
});

import { expect, test } from 'vitest';
import { valuesOf } from '../../../src/base/options.ts';
import { stragglers } from '../../../src/cluster-model/stragglers/index.ts';
import type { StragglerModel } from '../../../src/cluster-model/stragglers/straggler-model.ts';
import { NEVER, type SimTime } from '../../../src/engine/time.ts';
import { stragglerContext } from '../context.ts';

/** A straggler model as a scenario would make it; `heterogeneity` is answered by the level itself. */
function make(
  kind: string,
  options: Readonly<Record<string, unknown>>,
  workerCount = 3,
  context: Parameters<typeof stragglerContext>[0] = {},
): StragglerModel {
  const definition = stragglers.get(kind);
  return definition.create(
    valuesOf<Record<string, never>>(definition.options as Record<string, never>, options),
    stragglerContext({ workerCount, ...context }),
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

/** Factor and next change in seconds at each of `times`. */
const courseOf = (model: StragglerModel, times: readonly number[], worker = 0) =>
  times.map((seconds) => [
    model.factorAt(worker, at(seconds), 0),
    model.nextChange(worker, at(seconds)) / 1e9,
  ]);

test('markov: two states in turn, beginning with the one that is asked for, by hand', () => {
  const fixed = { quiet: 3, disturbed: 1, slowdown: 4 };
  const disturbed = make('markov', { ...fixed, start: 'disturbed' });
  expect(courseOf(disturbed, [0, 0.5, 1, 3.5, 4, 5])).toEqual([
    [4, 1],
    [4, 1],
    [1, 4],
    [1, 4],
    [4, 5],
    [1, 8],
  ]);
  const quiet = make('markov', { ...fixed, start: 'quiet' });
  expect(courseOf(quiet, [0, 3, 4])).toEqual([
    [1, 3],
    [4, 4],
    [1, 7],
  ]);
});

test('markov: in its long-run state the share of disturbed workers is that of the holding times, at the start and later', () => {
  const options = {
    quiet: { exponential: { mean: 3 } },
    disturbed: { exponential: { mean: 1 } },
    slowdown: 2,
  };
  const workers = 2000;
  const model = make('markov', options, workers);
  for (const seconds of [0, 0.5, 10]) {
    const disturbed = Array.from({ length: workers }, (_, w) => model.factorAt(w, at(seconds), 0)).filter(
      (f) => f === 2,
    );
    // Binomial, p = 1/4: standard deviation 19; five of those.
    expect(Math.abs(disturbed.length - workers / 4)).toBeLessThan(97);
  }
});

test('markov: holding times without a mean have no stationary start', () => {
  const contradicts = stragglers.get('markov').contradiction as (options: unknown) => string | undefined;
  const heavy = { quiet: { pareto: { shape: 1, scale: 1 } }, disturbed: 1, slowdown: 2 };
  expect(contradicts({ ...heavy, start: 'stationary' })).toContain('without a mean');
  expect(contradicts({ ...heavy, start: 'quiet' })).toBeUndefined();
  expect(contradicts({ quiet: 0, disturbed: 0, slowdown: 2, start: 'quiet' })).toContain(
    'below a microsecond',
  );
});

test('co-located: every job that is there takes as much as the worker, by hand', () => {
  // Jobs arrive at 2, 4, 6, … and stay for 5 s: from 4 on two or three of them are there.
  const model = make('co-located', { gap: 2, duration: 5, weight: 1 });
  expect(courseOf(model, [0, 2, 4, 6, 7, 8, 9])).toEqual([
    [1, 2],
    [2, 4],
    [3, 6],
    [4, 7],
    [3, 8],
    [4, 9],
    [3, 10],
  ]);
  expect(make('co-located', { gap: 2, duration: 5, weight: 0.5 }).factorAt(0, at(6), 0)).toBe(2.5);
});

test('co-located: with exponential gaps the number of jobs has the mean and variance of an M/G/∞ queue: arrival rate times stay', () => {
  const workers = 3000;
  const options = { gap: { exponential: { mean: 2 } }, duration: { uniform: { min: 2, max: 4 } }, weight: 1 };
  const model = make('co-located', options, workers);
  const jobs = Array.from({ length: workers }, (_, w) => model.factorAt(w, at(50), 0) - 1);
  const mean = jobs.reduce((sum, k) => sum + k, 0) / workers;
  const variance = jobs.reduce((sum, k) => sum + (k - mean) * (k - mean), 0) / workers;
  // Poisson of mean 3/2: the mean has standard deviation 0.022, the variance 0.045; five of those.
  expect(Math.abs(mean - 1.5)).toBeLessThan(0.11);
  expect(Math.abs(variance - 1.5)).toBeLessThan(0.23);
});

test('warm-up: the excess halves with every half-life, in eight steps, and is nothing after twelve', () => {
  const model = make('warm-up', { slowdown: 5, halfLife: 8 });
  expect(model.factorAt(0, at(0), 0)).toBeCloseTo(1 + 4 * 2 ** (-1 / 16), 12);
  expect(model.nextChange(0, at(0.5))).toBe(at(1));
  for (const seconds of [0.2, 3.7, 40]) {
    const excess = (later: number) => model.factorAt(0, at(seconds + later), 0) - 1;
    expect(excess(8) / excess(0)).toBeCloseTo(0.5, 12);
  }
  expect(courseOf(model, [96, 1000])).toEqual([
    [1, Number.POSITIVE_INFINITY],
    [1, Number.POSITIVE_INFINITY],
  ]);
});

test('diurnal: from 1 at the quietest to the peak at the busiest time, every period', () => {
  const model = make('diurnal', { peak: 3, period: 48, busiest: 12 });
  // Steps of a second: the busiest are those whose middles are half a second from 12 s.
  const top = 1 + 2 * ((1 + Math.cos((2 * Math.PI * 0.5) / 48)) / 2);
  expect(model.factorAt(0, at(11.9), 0)).toBeCloseTo(top, 12);
  expect(model.factorAt(0, at(12.1), 0)).toBeCloseTo(top, 12);
  expect(model.factorAt(0, at(36.1), 0)).toBeCloseTo(4 - top, 12);
  expect(model.factorAt(0, at(24), 0)).toBeCloseTo(model.factorAt(0, at(72), 0), 12);
  const mean = Array.from({ length: 48 }, (_, s) => model.factorAt(0, at(s), 0)).reduce((a, b) => a + b) / 48;
  expect(mean).toBeCloseTo(2, 12);
});

test('expression: the value of the formula in the middle of each step of the grid', () => {
  const model = make('expression', { factor: '1 + t', grid: 2 });
  expect(courseOf(model, [0, 1.999, 2, 100])).toEqual([
    [2, 2],
    [2, 2],
    [4, 4],
    [102, 102],
  ]);
});

test('expression: what is not finite or not above 0 is an error, at the door if it comes soon, else when it comes', () => {
  const contradicts = stragglers.get('expression').contradiction as (options: unknown) => string | undefined;
  expect(contradicts({ factor: '5 - t', grid: 1 })).toBe(
    '5 - t is -0.5 at t = 5.5, and a factor must be finite and above 0',
  );
  expect(contradicts({ factor: '1 / (t - 1.5)', grid: 1 })).toContain('at t = 0.5');
  expect(contradicts({ factor: '2000 - t', grid: 1 })).toBeUndefined();
  const model = make('expression', { factor: '2000 - t', grid: 1 });
  expect(() => model.factorAt(0, at(2000), 0)).toThrow('2000 - t is -0.5 at t = 2000.5');
});

test('profile: 1 before the first line, then each value up to the next line, the last one for good', () => {
  const model = make('profile', { file: 'f' }, 1, { text: 'time,factor\n2,3\n5,0.5\n' });
  expect(courseOf(model, [0, 2, 4.9, 5, 99])).toEqual([
    [1, 2],
    [3, 5],
    [3, 5],
    [0.5, Number.POSITIVE_INFINITY],
    [0.5, Number.POSITIVE_INFINITY],
  ]);
});

test('profile: SimGrid’s example loops: the last value holds for LOOPAFTER, then the file begins again', () => {
  const text = '# a comment\n0 1.0\n11 0.5\n20 0.8\nLOOPAFTER 12\n';
  const model = make('profile', { file: 'f' }, 1, { text });
  expect(courseOf(model, [0, 11, 20, 31.9, 32, 43, 64])).toEqual([
    [1, 11],
    [2, 20],
    [1.25, 32],
    [1.25, 32],
    [1, 43],
    [2, 52],
    [1, 75],
  ]);
});

test('profile: loopAfter of the scenario takes the place of the file’s; a gap before the first line keeps what was before', () => {
  const model = make('profile', { file: 'f', loopAfter: 3 }, 1, { text: '1 0.5\n2 0.25\nLOOPAFTER 12\n' });
  expect(courseOf(model, [0, 1, 2, 5, 6, 7])).toEqual([
    [1, 1],
    [2, 2],
    [4, 6],
    [4, 6],
    [2, 7],
    [4, 11],
  ]);
});

const RECORD = 'worker,clock,compute_s,communicate_s\n7,1,4,40\n3,0,1,10\n3,1,2,20\n7,0,3,30\n3,2,5,50\n';

test('trace: worker k repeats the recorded worker k mod R, clock by clock in the order of the record', () => {
  const model = make('trace', { file: 'f' }, 3, { text: RECORD });
  const clocks = [0, 1, 2, 3];
  expect(clocks.map((clock) => model.recordedSeconds?.(0, clock))).toEqual([1, 2, 5, 1]);
  expect(clocks.map((clock) => model.recordedSeconds?.(1, clock))).toEqual([3, 4, 3, 4]);
  expect(model.recordedSeconds?.(2, 1)).toBe(2);
  expect(clocks.map((clock) => model.transitOf?.(0, clock))).toEqual([5, 10, 25, 5]);
  expect(model.lastingSeconds?.(0)).toBeCloseTo(8 / 3, 12);
  expect(model.lastingTransit?.(1)).toBe(35 / 2);
});

test('trace: once ends with the record; resample draws one of the worker’s own clocks, compute and communication together', () => {
  const once = make('trace', { file: 'f', replay: 'once' }, 3, { text: RECORD });
  expect([0, 1, 2].map((clock) => once.recordedSeconds?.(1, clock))).toEqual([3, 4, undefined]);
  expect(once.transitOf?.(1, 2)).toBeUndefined();
  const drawn = make('trace', { file: 'f', replay: 'resample' }, 3, { text: RECORD });
  const times = Array.from({ length: 600 }, (_, clock) => drawn.recordedSeconds!(0, clock)!);
  for (const value of [1, 2, 5]) {
    // Binomial, n = 600, p = 1/3: standard deviation 11.5; five of those.
    expect(Math.abs(times.filter((time) => time === value).length - 200)).toBeLessThan(58);
  }
  expect(times.map((_, clock) => drawn.transitOf!(0, clock)! / 5)).toEqual(times);
});

test('trace: other columns and another unit; only what is affected is read', () => {
  const text = ',worker,gpu,time,batch_time_norm\n0,0,25,1,476\n1,1,25,1,509\n';
  const options = { file: 'f', compute: 'batch_time_norm', unit: 0.001 };
  const model = make('trace', options, 2, { text, affects: ['compute'] });
  expect(model.recordedSeconds?.(0, 9)).toBeCloseTo(0.476, 12);
  expect(model.recordedSeconds?.(1, 9)).toBeCloseTo(0.509, 12);
  expect(model.transitOf).toBeUndefined();
  expect(() => make('trace', options, 2, { text })).toThrow(
    /^f: no column communicate_s \(allowed: worker, gpu/,
  );
});

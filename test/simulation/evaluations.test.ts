import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SimTime } from '../../src/engine/time.ts';
import { Evaluator } from '../../src/simulation/evaluator.ts';
import type { RunResult } from '../../src/simulation/index.ts';
import { observed, prepared, runToEnd, scripted } from './runs.ts';

const AT_ONCE = { network: { latency: 0, bandwidth: 'unlimited' } };
const ALONE = { workers: 1, ...AT_ONCE };
/** Ends a clock every 100 ns, and every 200 ns. */
const TWO = {
  workers: [
    { count: 1, speed: 1 },
    { count: 1, speed: 0.5 },
  ],
  ...AT_ONCE,
};

const NOWHERE = { objective: undefined, accuracy: undefined };

const pointsOf = ({ curve }: RunResult) =>
  curve.map(({ time, updates, objective }) => [time, updates, objective]);

/** The server's parameter counts updates, from 1. */
function counting(cluster: object, stop: object, every?: object, of = 'server') {
  const evaluate = every ? { every, of } : { of };
  return runToEnd(scripted({ update: () => 1 }, { cluster, stop, training: { evaluate } }));
}

test('every N updates: w0 at time 0, then each N-th update, then the end where it is not evaluated already', () => {
  expect(pointsOf(counting(ALONE, { maxClocks: 7 }, { updates: 3 }))).toEqual([
    [0, 0, 1],
    [300, 3, 4],
    [600, 6, 7],
    [700, 7, 8],
  ]);
  expect(pointsOf(counting(ALONE, { maxClocks: 6 }, { updates: 3 })).at(-1)).toEqual([600, 6, 7]);
});

test('where nothing is said, every M updates, M workers', () => {
  // Updates at 100 (w0), 200 (w1, whose clock was scheduled first, then w0), 300 (w0), 400 (w1, w0), …
  expect(pointsOf(counting(TWO, { maxUpdates: 7 }))).toEqual([
    [0, 0, 1],
    [200, 2, 3],
    [300, 4, 5],
    [400, 6, 7],
    [500, 7, 8],
  ]);
});

test('an evaluation looks at the state right after the update that made it due, not after all of that instant', () => {
  // At 200 two updates arrive; the first of them is update 2.
  const points = pointsOf(counting(TWO, { maxUpdates: 4 }, { updates: 1 }));
  expect(points).toEqual([
    [0, 0, 1],
    [100, 1, 2],
    [200, 2, 3],
    [200, 3, 4],
    [300, 4, 5],
  ]);
});

test('every so many seconds: at the first update at or after each multiple, once for all that were missed', () => {
  // Every 250 ns with updates every 100: due at 250, 500, 750, 1000; met at 300, 500, 800, 1000.
  expect(pointsOf(counting(ALONE, { maxClocks: 11 }, { seconds: 250e-9 })).map(([time]) => time)).toEqual([
    0, 300, 500, 800, 1000, 1100,
  ]);
  // Every 30 ns: each update is later than the next multiple.
  expect(pointsOf(counting(ALONE, { maxClocks: 3 }, { seconds: 30e-9 })).map(([time]) => time)).toEqual([
    0, 100, 200, 300,
  ]);
});

test('evaluations every so many nanoseconds are due when a multiple has passed since the last', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.array(fc.nat(60), { maxLength: 30 }), (every, gaps) => {
      const evaluator = new Evaluator({ nanoseconds: every }, NOWHERE);
      let time = 0;
      let last = 0;
      for (const gap of gaps) {
        time += gap;
        const multiples = Array.from({ length: time + 1 }, (_, t) => t).filter(
          (t) => t > last && t % every === 0,
        );
        const due = evaluator.isDue({ time: time as SimTime, updates: 0 });
        expect(due).toBe(multiples.length > 0);
        if (due) last = time;
      }
    }),
  );
});

test('of the fastest worker: its replica, whenever a clock is finished that nobody has finished before', () => {
  // Worker 0 adds 1 a clock, worker 1 adds 10.
  const script = { update: (worker: number) => (worker === 0 ? 1 : 10) };
  const training = { evaluate: { of: 'fastest-worker' } };
  const given = scripted(script, {
    cluster: TWO,
    stop: { maxUpdates: 4 },
    training,
    workload: { features: 'all' },
  });
  const { lines, result } = observed(given);
  expect(lines.filter((line) => /evaluated|updated|clock-finished/.test(line))).toEqual([
    '0 evaluated 1',
    '100 clock-finished w0 c0',
    '100 evaluated 2', // before its push has left
    '100 updated w0 c0 stale 0',
    '200 clock-finished w1 c0', // nothing new
    '200 clock-finished w0 c1',
    '200 evaluated 3', // 2, pulled at 100, and its own 1
    '200 updated w1 c0 stale 1',
    '200 updated w0 c1 stale 1',
    '300 clock-finished w0 c2',
    '300 evaluated 14', // 1 + 2 of its own + 10 that it has pulled + 1
    '300 updated w0 c2 stale 0',
  ]);
  // The end is always a point of the curve; of the fastest worker it says what was seen last.
  expect(pointsOf(result)).toEqual([
    [0, 0, 1],
    [100, 0, 2],
    [200, 1, 3],
    [300, 3, 14],
    [300, 4, 14],
  ]);
});

test('of the fastest worker: a run that converges by it ends before the update is pushed', () => {
  const training = { evaluate: { of: 'fastest-worker' } };
  const overrides = {
    cluster: TWO,
    stop: { maxUpdates: 9, objective: -1 },
    training,
    workload: { features: 'all' },
  };
  const result = runToEnd(scripted({ update: () => -1 }, overrides));
  expect(result).toMatchObject({
    status: 'converged',
    time: 200,
    updates: 1,
    objective: -1,
    bytesPushed: 2 * 11,
  });
});

test('with model: none evaluations have a place in the curve and say nothing', () => {
  const result = runToEnd(prepared({ cluster: ALONE, stop: { maxClocks: 2 }, algorithms: ['asp'] }));
  expect(pointsOf(result)).toEqual([
    [0, 0, undefined],
    [100, 1, undefined],
    [200, 2, undefined],
  ]);
});

test('a run has converged when its objective is low enough, or its accuracy high enough', () => {
  const position = { time: 1 as SimTime, updates: 1, clocksMin: 0, clocksMax: 1 };
  const endingOf = (target: object, objective: number, accuracy?: number) => {
    const evaluator = new Evaluator({ updates: 1 }, { ...NOWHERE, ...target });
    evaluator.record(position, { objective: 1, accuracy: 0, testLoss: undefined });
    return evaluator.record(position, { objective, accuracy, testLoss: undefined });
  };
  expect(endingOf({ objective: 0.5 }, 0.5, 0)).toBe('converged');
  expect(endingOf({ objective: 0.5 }, 0.51, 1)).toBeUndefined();
  expect(endingOf({ accuracy: 0.9 }, 0.99, 0.9)).toBe('converged');
  expect(endingOf({ accuracy: 0.9 }, 0, 0.89)).toBeUndefined();
  expect(endingOf({ accuracy: 0.9 }, 0)).toBeUndefined();
  expect(endingOf({ accuracy: 0.9 }, 2000, 0.95)).toBe('diverged');
});

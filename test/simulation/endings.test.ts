import { expect, test } from 'vitest';
import { InputError } from '../../src/base/errors.ts';
import { defineProtocol } from '../../src/protocols/protocol.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import type { StopSpec } from '../../src/scenarios/scenario.ts';
import { type Prepared, TrainingRun } from '../../src/simulation/index.ts';
import { prepared, runToEnd, scripted } from './runs.ts';

/** One worker that ends a clock every 100 ns, with nothing in between. */
const ALONE = { workers: 1, network: { latency: 0, bandwidth: 'unlimited' } };

test('maxTime is included: an update at that very instant counts, one nanosecond later it does not', () => {
  const until = (maxTime: string) =>
    runToEnd(prepared({ cluster: ALONE, stop: { maxTime }, algorithms: ['asp'] }));
  expect(until('300 ns')).toMatchObject({ status: 'stopped', time: 300, updates: 3 });
  expect(until('299 ns')).toMatchObject({ status: 'stopped', time: 299, updates: 2 });
  expect(until('350 ns')).toMatchObject({ status: 'stopped', time: 350, updates: 3 });
});

test('maxUpdates ends the run at that update, maxClocks when every worker has done them and all pushes are handled', () => {
  const two = {
    workers: [
      { count: 1, speed: 1 },
      { count: 1, speed: 0.5 },
    ],
  };
  expect(runToEnd(prepared({ cluster: two, stop: { maxUpdates: 3 }, algorithms: ['asp'] }))).toMatchObject({
    updates: 3,
  });
  const all = runToEnd(prepared({ cluster: two, stop: { maxClocks: 3 }, algorithms: ['asp'] }));
  expect(all).toMatchObject({ updates: 6, clocksMin: 3, clocksMax: 3 });
  // The slower: three clocks of 200, two pulls that take 80 (there and back), and 40 for the last push.
  expect(all.time).toBe(3 * 200 + 2 * 80 + 40);
});

test('of several limits the first that is reached ends the run', () => {
  const until = (stop: object) => runToEnd(prepared({ cluster: ALONE, stop, algorithms: ['asp'] })).time;
  expect(until({ maxClocks: 5, maxUpdates: 3, maxTime: '1 s' })).toBe(300);
  expect(until({ maxClocks: 2, maxUpdates: 3, maxTime: '1 s' })).toBe(200);
  expect(until({ maxClocks: 5, maxUpdates: 3, maxTime: '120 ns' })).toBe(120);
});

/** One worker whose parameter is scripted: 1 at first, then `after` that many updates. */
function objectives(after: (updates: number) => number, stop: object, every = 1): Prepared {
  let current = 1;
  return scripted(
    {
      update: (_, clock) => {
        const before = current;
        current = after(clock + 1);
        return current - before;
      },
      objective: ([parameter]) => (current === Number.NEGATIVE_INFINITY ? current : parameter!),
    },
    { cluster: ALONE, stop, training: { evaluate: { every: { updates: every } } } },
  );
}

test('a run has converged at the first evaluation at which the objective is at most the target', () => {
  const result = runToEnd(objectives((updates) => 1 - updates / 4, { objective: 0.5, maxClocks: 9 }));
  expect(result).toMatchObject({ status: 'converged', time: 200, updates: 2, objective: 0.5 });
  expect(result.curve.map(({ time, objective }) => [time, objective])).toEqual([
    [0, 1],
    [100, 0.75],
    [200, 0.5],
  ]);
});

test('a target that is passed between two evaluations is not seen', () => {
  const dips = (updates: number) => (updates === 3 ? 0 : 1);
  expect(runToEnd(objectives(dips, { objective: 0.5, maxClocks: 8 }, 2))).toMatchObject({
    status: 'stopped',
    updates: 8,
  });
  expect(runToEnd(objectives(dips, { objective: 0.5, maxClocks: 8 }, 3))).toMatchObject({
    status: 'converged',
    updates: 3,
  });
});

test('a run that is good enough from the start ends before anything happens', () => {
  const result = runToEnd(objectives(() => 0, { objective: 1, maxClocks: 9 }));
  expect(result).toMatchObject({ status: 'converged', time: 0, updates: 0, events: 0, objective: 1 });
  expect(result.curve).toHaveLength(1);
});

test('a run has diverged when it passes 1000 times its first objective, or is not finite', () => {
  const ended = (value: number) =>
    runToEnd(objectives((updates) => (updates === 2 ? value : 1), { maxClocks: 4 }));
  expect(ended(1000)).toMatchObject({ status: 'stopped', updates: 4 });
  expect(ended(1000.001)).toMatchObject({ status: 'diverged', updates: 2, time: 200 });
  expect(ended(Number.POSITIVE_INFINITY)).toMatchObject({ status: 'diverged', updates: 2 });
  expect(ended(Number.NaN)).toMatchObject({ status: 'diverged', updates: 2, objective: Number.NaN });
});

test('endings that fall together: diverged before converged before stopped', () => {
  // The last update allowed reaches the target though no evaluation was due.
  const last = objectives(
    (updates) => 1 - updates / 4,
    { objective: 0.25, maxUpdates: 3, maxTime: '300 ns' },
    10,
  );
  expect(runToEnd(last)).toMatchObject({ status: 'converged', updates: 3, objective: 0.25 });
  // It is below every target, and not finite.
  const below = (updates: number) => (updates === 3 ? Number.NEGATIVE_INFINITY : 1);
  expect(runToEnd(objectives(below, { objective: 0.5, maxUpdates: 3 }))).toMatchObject({
    status: 'diverged',
    updates: 3,
  });
  expect(runToEnd(objectives(() => 1, { objective: 0.5, maxUpdates: 3 }))).toMatchObject({
    status: 'stopped',
  });
});

/** The same preparation with other limits than a scenario file may give. */
function stopping(given: Prepared, stop: StopSpec): Prepared {
  return { ...given, scenario: { ...given.scenario, stop } };
}

const STILL = { cluster: ALONE, workload: { computeTime: 0 }, stop: { maxClocks: 1 }, algorithms: ['asp'] };

test('clocks that take no time, with only a time to end by, are an error instead of an endless run', () => {
  const run = () => runToEnd(stopping(prepared(STILL), { maxTime: 1 }));
  expect(run).toThrow(InputError);
  expect(run).toThrow(
    'simulated time stands still at 0 s: the clocks of asp take no time (give workload.computeTime',
  );
});

test('time that stands still is noticed in slices of any size', () => {
  for (const events of [999, Number.POSITIVE_INFINITY]) {
    const given = stopping(prepared(STILL), { maxTime: 1 });
    const run = new TrainingRun(given, given.scenario.algorithms[0]!);
    expect(() => {
      while (run.advance(events));
    }).toThrow('simulated time stands still');
  }
});

test('updates that are limited but can never arrive are noticed too: workers that never pull outrun their own messages', () => {
  const outrun = {
    ...STILL,
    cluster: { workers: 2, network: { latency: '10 ns' } },
    algorithms: [{ name: 'ssp', staleness: 'unbounded' }],
  };
  expect(() => runToEnd(stopping(prepared(outrun), { maxUpdates: 10 }))).toThrow(
    'simulated time stands still at 0 s',
  );
});

test('clocks that take no time end by number of clocks or of updates, however many', () => {
  // Six events an update: half as many again as are waited for where nothing is counted.
  expect(runToEnd(stopping(prepared(STILL), { maxClocks: 10_000 }))).toMatchObject({
    time: 0,
    updates: 10_000,
  });
  expect(runToEnd(stopping(prepared(STILL), { maxUpdates: 10_000 }))).toMatchObject({
    time: 0,
    updates: 10_000,
  });
});

/** Lets nobody go on whose number is even. */
const stubborn = defineProtocol({
  name: 'stubborn',
  summary: 'Parks some pulls for ever.',
  options: {},
  create: () => ({ needsPull: () => true, admitPull: ({ worker }) => worker % 2 === 1 }),
});

test('a protocol that lets workers wait for ever is found out, with the workers', () => {
  const catalogue = { ...builtinCatalogue, protocols: builtinCatalogue.protocols.with(stubborn) };
  const end = (workers: number, stop: object) => {
    const given = prepared({ cluster: { workers }, stop, algorithms: ['asp'] });
    const run = new TrainingRun(
      given,
      { name: 'mine', label: 'mine', protocol: 'stubborn', rule: 'sum' },
      { catalogue },
    );
    while (run.advance(1000));
  };
  expect(() => end(3, { maxClocks: 2 })).toThrow(InputError);
  expect(() => end(3, { maxClocks: 2 })).toThrow(
    /^mine: nothing more can happen at 3\.2e-7 s, but the run has not ended: workers 0, 2 wait for ever \(does admitPull of the protocol stubborn/,
  );
  expect(() => end(12, { maxClocks: 2 })).toThrow('workers 0, 2, 4, 6, 8, … wait for ever');
  // Worker 1 alone goes on until the time is up, so that is no deadlock.
  expect(() => end(3, { maxTime: '1 us' })).not.toThrow();
});

test('past 2^53 ns the run ends with an error that names the clock, message or service', () => {
  const endless = (overrides: object) => () =>
    runToEnd(prepared({ stop: { maxClocks: 3 }, algorithms: ['asp'], ...overrides }));
  expect(endless({ workload: { computeTime: { perBatch: '5e6 s' } } })).toThrow(
    'clock 0 of worker 1 would end after more than 104 days of simulated time',
  );
  expect(endless({ cluster: { network: { latency: '1e7 s' } } })).toThrow('a message of worker 0 in clock 0');
  expect(endless({ cluster: { servers: { perPush: '1e7 s' } } })).toThrow(
    'the service of a message of worker 0',
  );
});

test('a worker that never pulls does not carry a service past 2^53 ns unseen', () => {
  const silent = {
    cluster: { servers: { perPush: '1e7 s' } },
    algorithms: [{ name: 'ssp', staleness: 'unbounded' }],
  };
  expect(() => runToEnd(prepared({ ...silent, stop: { maxUpdates: 1 } }))).toThrow(
    'would end after more than 104 days',
  );
});

test('a run advanced in slices of any size ends on the same digest and figures', () => {
  const given = prepared({
    cluster: { servers: { count: 2, perPush: '7 ns' } },
    stop: { maxClocks: 20 },
    algorithms: ['ssp'],
  });
  const results = [1, 3, 50, Number.POSITIVE_INFINITY].map((events) => {
    const run = new TrainingRun(given, given.scenario.algorithms[0]!);
    expect(run.advance(0)).toBe(true);
    while (run.advance(events));
    expect(run.advance(events)).toBe(false);
    return run.result();
  });
  for (const result of results) expect(result).toEqual(results[0]);
});

test('progress goes from nothing to all of the nearest limit, and never back', () => {
  const given = prepared({ cluster: ALONE, stop: { maxClocks: 10, maxTime: '1 s' }, algorithms: ['asp'] });
  const run = new TrainingRun(given, given.scenario.algorithms[0]!);
  expect(run.progress()).toMatchObject({ time: 0, updates: 0, fraction: undefined });
  const fractions: number[] = [];
  while (run.advance(1)) fractions.push(run.progress().fraction ?? 0);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(run.progress()).toMatchObject({ time: 1000, updates: 10, clocksMin: 10, fraction: 1 });
});

test('a run that has not ended has no result', () => {
  const given = prepared({ cluster: ALONE, stop: { maxClocks: 10 }, algorithms: ['asp'] });
  expect(() => new TrainingRun(given, given.scenario.algorithms[0]!).result()).toThrow('has not ended');
});

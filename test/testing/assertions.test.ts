import { expect, test } from 'vitest';
import { assertNeverAhead } from '../../src/testing/assertions/never-ahead.ts';
import { assertSameParameters, assertSameRun } from '../../src/testing/assertions/same.ts';
import { assertTimeAccounted } from '../../src/testing/assertions/time-accounted.ts';
import { booksWaitingAsCommunicating, forgetsWaiting, timeRunsBackwards } from '../mutants/index.ts';
import { runWith } from './runs.ts';

/**
 * Worker 0 needs 10 ms for a clock, worker 1 20 ms, a message 1 ms. Under ssp(2) worker 0 starts clocks 1 and 2 at once, pulls before clock 3 at
 * 30 ms and gets the answer at 32 ms, when worker 1 has finished one clock.
 */
const ssp = (staleness: number) => ({ algorithms: [{ name: 'ssp', staleness }] });

test('a lead within the bound passes, one more is named with its worker, clock and time', () => {
  assertNeverAhead(0)(runWith());
  assertNeverAhead(2)(runWith(ssp(2)));
  expect(() => assertNeverAhead(1)(runWith(ssp(2)))).toThrow(
    'worker 0 leads by 2 > 1 at 32000000 ns, as it starts clock 3',
  );
});

test('a bound may depend on the clock and on the options of the algorithm', () => {
  assertNeverAhead((_, { staleness }) => staleness as number)(runWith(ssp(3)));
  expect(() => assertNeverAhead((clock) => (clock < 50 ? 2 : 1))(runWith(ssp(2)))).toThrow('leads by 2 > 1');
  const clocks: number[] = [];
  assertNeverAhead((clock) => clocks.push(clock))(runWith({ stop: { maxClocks: 2 } }));
  expect(clocks).toEqual([0, 0, 1, 1]);
});

test('time that is booked nowhere is missed, time that is booked wrongly is found', () => {
  const run = runWith();
  assertTimeAccounted(run);
  const wrong = (mutant: typeof forgetsWaiting) => ({ ...run, ...mutant.subject.simulate(run.trial) });
  expect(() => assertTimeAccounted(wrong(forgetsWaiting))).toThrow(/worker 0: \d+ \+ .* = \d+ of \d+ ns/);
  expect(() => assertTimeAccounted(wrong(booksWaitingAsCommunicating))).toThrow(
    /the time of worker 0\[communicate\] is \d+ instead of \d+/,
  );
});

test('the same run twice is the same run; one without stragglers, or with another clockwork or other accounts, is not', () => {
  const stragglers = {
    cluster: { stragglers: [{ kind: 'per-clock', factor: { uniform: { min: 1, max: 2 } } }] },
  };
  assertSameRun(runWith(stragglers), runWith(stragglers));
  expect(() => assertSameRun(runWith(stragglers), runWith())).toThrow(
    /two runs are not the same: event \d+ differs\n {2}both/,
  );
  const run = runWith();
  const backwards = timeRunsBackwards.subject.simulate(run.trial);
  expect(() => assertSameRun(run, backwards)).toThrow('two runs are not the same: event');
  const unlike = { ...run, result: { ...run.result, workers: runWith(stragglers).result.workers } };
  expect(() => assertSameRun(run, unlike)).toThrow('how workers spent their time: [0][compute] is');
});

test('names make no difference: bsp is backup-workers without any', () => {
  const sum = { rule: 'sum' };
  const bsp = runWith({ algorithms: [{ name: 'barrier', protocol: 'bsp', ...sum }] });
  const none = runWith({ algorithms: [{ name: 'none', protocol: 'backup-workers', backups: 0, ...sum }] });
  assertSameRun(bsp, none);
});

test('parameters are compared to the last bit, or to a tolerance that is relative to the largest, at least 1', () => {
  const run = runWith();
  const shifted = (by: number) => ({
    ...run,
    result: { ...run.result, parameters: run.result.parameters.map((value) => value + by) },
  });
  assertSameParameters(run, runWith());
  expect(() => assertSameParameters(shifted(1e-15), run)).toThrow(/parameters\[0\] is .* bit for bit/);
  assertSameParameters(shifted(1e-9), run, 1e-8);
  expect(() => assertSameParameters(shifted(1e-7), run, 1e-8)).toThrow(/off by 1\.0+.*e-7, more than/);
});

import { expect, test } from 'vitest';
import { assertConverges, ConditionNotMet } from '../../src/testing/assertions/converges.ts';
import { LawBroken } from '../../src/testing/compare.ts';
import type { Overrides } from '../fixtures.ts';
import { averageForgetsOne, staleForever, sumForgetsOne } from '../mutants/index.ts';
import { runWith } from './runs.ts';

/** Other examples for each worker, and noise, so that none has its optimum where F has it. */
const apart = { synthetic: { kind: 'dense', rows: 12, features: 2, noise: 0.5 } };
const sum = (protocol: string, options: Overrides = {}) => ({
  algorithms: [{ name: 'mine', protocol, rule: 'sum', ...options }],
});

test('runs that law 9 speaks of pass: in lock step, stale with a shared optimum, and near one that is not shared', () => {
  assertConverges(runWith());
  assertConverges(runWith({ workload: { data: apart } }));
  assertConverges(runWith(sum('asp')));
  const near = { ...sum('asp'), workload: { data: apart }, training: { learningRate: 0.1 } };
  assertConverges(runWith(near), { within: 0.2 });
});

test('an update that is lost is found out', () => {
  const wrong = (mutant: typeof sumForgetsOne, overrides: Overrides) => {
    const run = runWith({ workload: { data: apart }, ...overrides });
    return { ...run, ...mutant.subject.simulate(run.trial) };
  };
  const lost = wrong(averageForgetsOne, {});
  expect(() => assertConverges(lost)).toThrow(LawBroken);
  expect(() => assertConverges(lost)).toThrow(
    /the objective goes from 0\.62\d* to \S+ in 200 updates, \S+ above the optimum 0\.12\d*, more than \S+$/,
  );
  const quiet = { cluster: { workers: 2 }, ...sum('bsp') };
  expect(() => assertConverges(wrong(sumForgetsOne, quiet))).toThrow(LawBroken);
  const shared = runWith(sum('asp'));
  expect(() => assertConverges({ ...shared, ...staleForever.subject.simulate(shared.trial) })).toThrow(
    LawBroken,
  );
});

test('a run that has not come there yet is told so', () => {
  expect(() => assertConverges(runWith({ stop: { maxClocks: 8 } }))).toThrow(
    /it is still falling, from \S+ not long before: perhaps more clocks/,
  );
});

/** A condition of law 9, a scenario that does not meet it, and what is said of it. */
const refusals: readonly (readonly [Overrides, string])[] = [
  [
    {
      workload: { model: 'none', data: undefined, batchSize: undefined, parameters: 2 },
      training: undefined,
    },
    'law 9 asks for a model; here is model: none',
  ],
  [
    {
      workload: {
        model: 'linear-svm',
        l2: 0.1,
        data: { synthetic: { ...apart.synthetic, task: 'classification' } },
      },
    },
    'law 9 asks for an objective without kinks; here is model: linear-svm',
  ],
  [{ workload: { gradient: 'sum' } }, 'law 9 asks for gradients that are means; here is gradient: sum'],
  [
    { training: { optimizer: { kind: 'momentum', beta: 0.5 } } },
    'law 9 asks for plain gradient steps; here is optimizer: momentum',
  ],
  [{ stop: { objective: 0.01 } }, 'law 9 asks for a run that does not end at a target'],
  [{ stop: { gap: 0.1 }, workload: { data: apart } }, 'law 9 asks for a run that does not end at a target'],
  [
    { workload: { data: { synthetic: { ...apart.synthetic, rows: 13 } } } },
    'law 9 asks for equal shards; here is workers with 6 to 7 examples',
  ],
  [
    { workload: { batchSize: '50%' } },
    'law 9 asks for one full-shard batch per clock; here is worker 0, whose clock is 1 of 2 examples in all, of its 4',
  ],
  [
    { workload: { batchesPerClock: 2 } },
    'law 9 asks for one full-shard batch per clock; here is worker 0, whose clock is 2 of 8 examples in all, of its 4',
  ],
  [
    {
      workload: {
        model: 'logistic-regression',
        data: { synthetic: { ...apart.synthetic, noise: 0, task: 'classification' } },
      },
    },
    'law 9 asks for an optimum that can be solved for; here is the classes are separable',
  ],
  [{ training: { learningRate: 3 } }, 'law 9 asks for a safe step; here is learning rate 3, not below 1.9'],
  [
    { ...sum('asp'), training: { learningRate: 1 } },
    'law 9 asks for a safe step; here is learning rate 1, not below 0.',
  ],
  [
    { ...sum('ssp', { staleness: 'unbounded', pull: 'when-needed' }), training: { learningRate: 1e-4 } },
    'law 9 asks for staleness that does not grow for ever; here is staleness up to 65 in the first half of the run and up to',
  ],
  [
    { cluster: { workers: 1 }, ...sum('ssp', { staleness: 'unbounded' }), training: { learningRate: 1e-4 } },
    'law 9 asks for workers that pull again and again; here is worker 0, which pulled for the last time before clock 0',
  ],
  [
    { ...sum('asp'), workload: { data: apart } },
    'law 9 asks for workers in lock step, or ones that share an optimum, or a stated radius (within); here is workers that start',
  ],
  [
    {
      cluster: { workers: 2 },
      algorithms: [{ name: 'x', protocol: 'bsp', rule: 'inverse-staleness' }],
      workload: { data: apart },
    },
    'law 9 asks for a rule that counts all updates of a round alike',
  ],
];

test.each(refusals)('what law 9 does not speak of is refused by name: %j', (overrides, message) => {
  const run = runWith(overrides);
  expect(() => assertConverges(run)).toThrow(ConditionNotMet);
  expect(() => assertConverges(run)).toThrow(message);
});

test('a parameter that nobody holds must start at its optimum', () => {
  const run = runWith({ workload: { l2: 0.1 }, training: { initial: 1 } });
  // The same examples with a third feature, which none of them has.
  const train = { ...run.trial.data!.train, features: 3 };
  expect(() => assertConverges({ ...run, trial: { ...run.trial, data: { train } } })).toThrow(
    'law 9 asks for every parameter to be held by a worker, or to start at the optimum; here is parameter 2',
  );
});

test('the part of an update that a rule of one’s own adds may be stated, and so may how near is near', () => {
  const run = runWith({ ...sum('asp'), training: { learningRate: 0.3 } });
  expect(() => assertConverges(run)).toThrow('law 9 asks for a safe step');
  assertConverges(run, { weight: 0.5 });
  expect(() => assertConverges(runWith({ stop: { maxClocks: 8 } }), { within: 1e-3 })).toThrow(LawBroken);
  assertConverges(runWith({ stop: { maxClocks: 8 } }), { within: 0.5 });
});

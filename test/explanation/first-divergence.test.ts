import { expect, test } from 'vitest';
import { firstDivergence } from '../../src/explanation/first-divergence.ts';
import { runWith } from '../testing/runs.ts';

const short = { stop: { maxClocks: 2 } };

test('two equal runs have no divergence, not even where they are called otherwise', () => {
  expect(firstDivergence(runWith(short), runWith(short))).toBeUndefined();
  const named = { ...short, algorithms: [{ name: 'mine', protocol: 'bsp', rule: 'average' }] };
  expect(firstDivergence(runWith(short), runWith(named))).toBeUndefined();
});

test('the first event that differs is shown beside its twin and after the last that both share', () => {
  const a = runWith(short);
  const b = runWith({ ...short, algorithms: ['asp'] });
  const found = firstDivergence(a, b)!;
  // The first pull comes to a shard that has handled one of two pushes: bsp parks it, asp does not.
  expect(String(found).split('\n').slice(0, 4)).toEqual([
    'event 11 differs',
    '  both  0.011000000  updated        worker 0  clock 0  update 1  staleness 0',
    '  a     0.011000000  pull-parked    worker 0  clock 1  shard 0  min-clock 0',
    '  b     0.011000000  service-started message pull-request  worker 0  clock 1  shard 0',
  ]);
  expect(String(found)).toMatch(/\nparameter 0 differs: a -?0\.\d+, b -?0\.\d+$/);
  expect(found.event).toMatchObject({ index: 11, a: { event: { kind: 'pull-parked' } } });
});

test('where only the mathematics differs, the first parameter is shown, with the sign of a zero', () => {
  const run = runWith({
    ...short,
    workload: { model: 'none', data: undefined, batchSize: undefined, parameters: 2 },
    training: undefined,
  });
  const with_ = (...parameters: number[]) => ({
    ...run,
    result: { ...run.result, parameters: Float64Array.from(parameters) },
  });
  const found = firstDivergence(with_(1, 0, 3), with_(1, -0, 4))!;
  expect(found.event).toBeUndefined();
  expect(found.parameter).toEqual({ index: 1, a: 0, b: -0 });
  expect(String(found)).toBe('parameter 1 differs: a 0, b -0');
  expect(String(firstDivergence(with_(1), with_(1, 2)))).toBe('parameter 1 differs: a none, b 2');
});

test('a run that ends before the other is told so', () => {
  const run = runWith(short);
  const shorter = { ...run, trace: run.trace.slice(0, 5) };
  expect(String(firstDivergence(shorter, run))).toContain('  a     nothing more\n  b     ');
});
